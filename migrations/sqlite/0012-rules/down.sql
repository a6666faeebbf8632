DROP TABLE duty_shifts;
DROP TABLE stand_ins;
DROP TABLE rule_versions;
