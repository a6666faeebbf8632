DROP INDEX incidents_strangers;
