ALTER TABLE assumptions ADD COLUMN on_costs REAL DEFAULT (0.3) NOT NULL
    CONSTRAINT on_costs_allowed CHECK ("on_costs" >= 0 AND "on_costs" <= 1000.0);

ALTER TABLE assumptions ADD COLUMN agency_paid_weeks REAL DEFAULT (47.0) NOT NULL
    CONSTRAINT agency_paid_weeks_allowed CHECK ("agency_paid_weeks" >= 0 AND "agency_paid_weeks" <= 53.0);

ALTER TABLE roles ADD COLUMN pay REAL
    CONSTRAINT pay_allowed CHECK ("pay" >= 0 AND "pay" <= 1000000000.0);

ALTER TABLE roles ADD COLUMN agency_week REAL
    CONSTRAINT agency_week_allowed CHECK ("agency_week" >= 0 AND "agency_week" <= 1000000000.0);

ALTER TABLE establishment ADD COLUMN pay REAL
    CONSTRAINT pay_allowed CHECK ("pay" >= 0 AND "pay" <= 1000000000.0);

ALTER TABLE establishment ADD COLUMN agency_week REAL
    CONSTRAINT agency_week_allowed CHECK ("agency_week" >= 0 AND "agency_week" <= 1000000000.0);

ALTER TABLE agency ADD COLUMN agency_week REAL
    CONSTRAINT agency_week_allowed CHECK ("agency_week" >= 0 AND "agency_week" <= 1000000000.0);

CREATE TABLE payments (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    id TEXT NOT NULL,
    label TEXT NOT NULL,
    role TEXT,
    team TEXT,
    amount REAL NOT NULL,
    uptake REAL NOT NULL,
    start TEXT NOT NULL,
    "end" TEXT,
    PRIMARY KEY (scenario_id, id),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    FOREIGN KEY(scenario_id, team, role) REFERENCES establishment (scenario_id, team, role) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(scenario_id, role) REFERENCES roles (scenario_id, "key") DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(scenario_id, team) REFERENCES teams (scenario_id, "key") DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT id_allowed CHECK (length("id") BETWEEN 1 AND 80 AND "id" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT label_allowed CHECK (length("label") BETWEEN 0 AND 120),
    CONSTRAINT role_allowed CHECK (length("role") BETWEEN 1 AND 80 AND "role" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT team_allowed CHECK (length("team") BETWEEN 1 AND 80 AND "team" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT amount_allowed CHECK ("amount" >= 0 AND "amount" <= 1000000000.0),
    CONSTRAINT uptake_allowed CHECK ("uptake" >= 0 AND "uptake" <= 1),
    CONSTRAINT start_allowed CHECK ("start" IS date("start", '+0 days') AND "start" >= '2000-01-01' AND "start" <= '2100-12-31'),
    CONSTRAINT end_allowed CHECK ("end" IS date("end", '+0 days') AND "end" >= '2000-01-01' AND "end" <= '2100-12-31')
) STRICT;

CREATE TABLE pay_awards (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    id TEXT NOT NULL,
    start TEXT NOT NULL,
    pay REAL NOT NULL,
    agency REAL NOT NULL,
    PRIMARY KEY (scenario_id, id),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    CONSTRAINT id_allowed CHECK (length("id") BETWEEN 1 AND 80 AND "id" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT start_allowed CHECK ("start" IS date("start", '+0 days') AND "start" >= '2000-01-01' AND "start" <= '2100-12-31'),
    CONSTRAINT pay_allowed CHECK ("pay" >= -1 AND "pay" <= 1000.0),
    CONSTRAINT agency_allowed CHECK ("agency" >= -1 AND "agency" <= 1000.0)
) STRICT;

CREATE TABLE starter_costs (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    amount REAL NOT NULL,
    PRIMARY KEY (scenario_id, kind),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    CONSTRAINT kind_allowed CHECK ("kind" IN ('permanent', 'nqsw', 'overseas')),
    CONSTRAINT amount_allowed CHECK ("amount" >= 0 AND "amount" <= 1000000000.0)
) STRICT;

CREATE TABLE programme (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    id TEXT NOT NULL,
    label TEXT NOT NULL,
    "group" TEXT NOT NULL,
    basis TEXT,
    full_estimate REAL,
    latest_estimate REAL,
    PRIMARY KEY (scenario_id, id),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    CONSTRAINT id_allowed CHECK (length("id") BETWEEN 1 AND 80 AND "id" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT label_allowed CHECK (length("label") BETWEEN 1 AND 120),
    CONSTRAINT group_allowed CHECK ("group" IN ('temporary', 'permanent', 'contingency', 'total')),
    CONSTRAINT basis_allowed CHECK ("basis" IN ('agency', 'permanent', 'payments', 'starters', 'net')),
    CONSTRAINT full_estimate_allowed CHECK ("full_estimate" >= 0 AND "full_estimate" <= 1000000000.0),
    CONSTRAINT latest_estimate_allowed CHECK ("latest_estimate" >= 0 AND "latest_estimate" <= 1000000000.0)
) STRICT;

CREATE TABLE programme_years (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    line TEXT NOT NULL,
    year TEXT NOT NULL,
    actual REAL,
    planned REAL,
    projected REAL,
    PRIMARY KEY (scenario_id, line, year),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    FOREIGN KEY(scenario_id, line) REFERENCES programme (scenario_id, id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT line_allowed CHECK (length("line") BETWEEN 1 AND 80 AND "line" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT year_allowed CHECK ("year" GLOB '[12][0-9][0-9][0-9]/[0-9][0-9]' AND "year" BETWEEN '1999/00' AND '2100/01' AND CAST(substr("year", 6) AS INTEGER) = (CAST(substr("year", 1, 4) AS INTEGER) + 1) % 100),
    CONSTRAINT actual_allowed CHECK ("actual" >= 0 AND "actual" <= 1000000000.0),
    CONSTRAINT planned_allowed CHECK ("planned" >= 0 AND "planned" <= 1000000000.0),
    CONSTRAINT projected_allowed CHECK ("projected" >= 0 AND "projected" <= 1000000000.0)
) STRICT;

CREATE TABLE funding (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    year TEXT NOT NULL,
    actual REAL,
    planned REAL,
    projected REAL,
    PRIMARY KEY (scenario_id, year),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    CONSTRAINT year_allowed CHECK ("year" GLOB '[12][0-9][0-9][0-9]/[0-9][0-9]' AND "year" BETWEEN '1999/00' AND '2100/01' AND CAST(substr("year", 6) AS INTEGER) = (CAST(substr("year", 1, 4) AS INTEGER) + 1) % 100),
    CONSTRAINT actual_allowed CHECK ("actual" >= 0 AND "actual" <= 1000000000.0),
    CONSTRAINT planned_allowed CHECK ("planned" >= 0 AND "planned" <= 1000000000.0),
    CONSTRAINT projected_allowed CHECK ("projected" >= 0 AND "projected" <= 1000000000.0)
) STRICT;

-- What it costs to bring in a starter is nothing until it is said, in every plan.
INSERT INTO starter_costs (scenario_id, place, version, kind, amount)
SELECT scenario.id, kinds.place, 1, kinds.kind, 0.0
FROM scenario, (
    SELECT 0 AS place, 'permanent' AS kind UNION ALL SELECT 1, 'nqsw' UNION ALL SELECT 2, 'overseas'
) AS kinds;
