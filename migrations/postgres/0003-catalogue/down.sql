DROP TABLE catalogue_entries;
DROP TABLE catalogue_versions;
