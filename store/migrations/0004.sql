CREATE TABLE digest (
    scenario_id TEXT NOT NULL,
    table_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (scenario_id, table_name),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE
) STRICT;

ALTER TABLE step ADD COLUMN sha256 TEXT;
