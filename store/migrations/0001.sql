CREATE TABLE entry (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    made_at TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    "of" INTEGER,
    state TEXT NOT NULL,
    shown_before TEXT NOT NULL,
    shown_after TEXT NOT NULL,
    CONSTRAINT kind_allowed CHECK (kind IN ('change', 'undo', 'redo')),
    CONSTRAINT state_allowed CHECK (state IN ('done', 'undone', 'left')),
    CONSTRAINT of_allowed CHECK ((kind = 'change') = (of IS NULL)),
    FOREIGN KEY("of") REFERENCES entry (id)
) STRICT;

CREATE TABLE scenario (
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    is_example INTEGER NOT NULL,
    file_path TEXT,
    file_digest TEXT,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT is_example_allowed CHECK (is_example IN (0, 1))
) STRICT;

CREATE TABLE setting (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY ("key")
) STRICT;

CREATE TABLE assumptions (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    turnover REAL,
    target_caseload REAL NOT NULL,
    absences_count_as_gap INTEGER NOT NULL,
    PRIMARY KEY (scenario_id),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    CONSTRAINT turnover_allowed CHECK ("turnover" >= 0 AND "turnover" <= 1000.0),
    CONSTRAINT target_caseload_allowed CHECK ("target_caseload" > 0 AND "target_caseload" <= 1000.0),
    CONSTRAINT absences_count_as_gap_allowed CHECK ("absences_count_as_gap" IN (0, 1))
) STRICT;

CREATE TABLE case_types (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    name TEXT NOT NULL,
    weight REAL NOT NULL,
    growth REAL NOT NULL,
    PRIMARY KEY (scenario_id, "key"),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    CONSTRAINT key_allowed CHECK (length("key") BETWEEN 1 AND 80 AND "key" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT name_allowed CHECK (length("name") BETWEEN 1 AND 120),
    CONSTRAINT weight_allowed CHECK ("weight" >= 0 AND "weight" <= 1000.0),
    CONSTRAINT growth_allowed CHECK ("growth" >= -1 AND "growth" <= 1000.0)
) STRICT;

CREATE TABLE header (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    notes TEXT NOT NULL,
    based_on TEXT NOT NULL,
    as_at TEXT NOT NULL,
    months INTEGER NOT NULL,
    PRIMARY KEY (scenario_id),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    CONSTRAINT name_allowed CHECK (length("name") BETWEEN 1 AND 120),
    CONSTRAINT based_on_allowed CHECK (length("based_on") BETWEEN 0 AND 120),
    CONSTRAINT as_at_allowed CHECK ("as_at" IS date("as_at", '+0 days') AND "as_at" >= '2000-01-01' AND "as_at" <= '2100-12-31'),
    CONSTRAINT months_allowed CHECK ("months" >= 1 AND "months" <= 120)
) STRICT;

CREATE UNIQUE INDEX one_of_a_name ON header (name COLLATE "NOCASE");

CREATE TABLE ramps (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    shares TEXT NOT NULL,
    PRIMARY KEY (scenario_id, kind),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    CONSTRAINT kind_allowed CHECK ("kind" IN ('permanent', 'nqsw', 'overseas', 'agency')),
    CONSTRAINT shares_allowed CHECK ("shares" GLOB '[[]*]' AND "shares" NOT GLOB '*[^][0-9., ]*')
) STRICT;

CREATE TABLE roles (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    name TEXT NOT NULL,
    caseload_share REAL NOT NULL,
    "group" TEXT NOT NULL,
    turnover REAL,
    PRIMARY KEY (scenario_id, "key"),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    CONSTRAINT key_allowed CHECK (length("key") BETWEEN 1 AND 80 AND "key" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT name_allowed CHECK (length("name") BETWEEN 1 AND 120),
    CONSTRAINT caseload_share_allowed CHECK ("caseload_share" >= 0 AND "caseload_share" <= 1),
    CONSTRAINT group_allowed CHECK ("group" IN ('practitioner', 'manager', 'support')),
    CONSTRAINT turnover_allowed CHECK ("turnover" >= 0 AND "turnover" <= 1000.0)
) STRICT;

CREATE TABLE step (
    entry_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    scenario_id TEXT NOT NULL,
    table_name TEXT NOT NULL,
    ref TEXT NOT NULL,
    place INTEGER NOT NULL,
    "before" TEXT,
    "after" TEXT,
    PRIMARY KEY (entry_id, number),
    FOREIGN KEY(entry_id) REFERENCES entry (id)
) STRICT;

CREATE INDEX ix_step_scenario_id ON step (scenario_id);

CREATE TABLE teams (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    name TEXT NOT NULL,
    service TEXT NOT NULL,
    area TEXT NOT NULL,
    target_caseload REAL,
    PRIMARY KEY (scenario_id, "key"),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    CONSTRAINT key_allowed CHECK (length("key") BETWEEN 1 AND 80 AND "key" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT name_allowed CHECK (length("name") BETWEEN 1 AND 120),
    CONSTRAINT service_allowed CHECK (length("service") BETWEEN 0 AND 120),
    CONSTRAINT area_allowed CHECK (length("area") BETWEEN 0 AND 120),
    CONSTRAINT target_caseload_allowed CHECK ("target_caseload" > 0 AND "target_caseload" <= 1000.0)
) STRICT;

CREATE TABLE case_changes (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    id TEXT NOT NULL,
    team TEXT NOT NULL,
    case_type TEXT NOT NULL,
    cases REAL NOT NULL,
    start TEXT NOT NULL,
    PRIMARY KEY (scenario_id, id),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    FOREIGN KEY(scenario_id, team) REFERENCES teams (scenario_id, "key") DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(scenario_id, case_type) REFERENCES case_types (scenario_id, "key") DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT id_allowed CHECK (length("id") BETWEEN 1 AND 80 AND "id" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT team_allowed CHECK (length("team") BETWEEN 1 AND 80 AND "team" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT case_type_allowed CHECK (length("case_type") BETWEEN 1 AND 80 AND "case_type" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT cases_allowed CHECK ("cases" >= -10000000.0 AND "cases" <= 10000000.0),
    CONSTRAINT start_allowed CHECK ("start" IS date("start", '+0 days') AND "start" >= '2000-01-01' AND "start" <= '2100-12-31')
) STRICT;

CREATE TABLE cases (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    team TEXT NOT NULL,
    case_type TEXT NOT NULL,
    cases REAL NOT NULL,
    PRIMARY KEY (scenario_id, team, case_type),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    FOREIGN KEY(scenario_id, team) REFERENCES teams (scenario_id, "key") DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(scenario_id, case_type) REFERENCES case_types (scenario_id, "key") DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT team_allowed CHECK (length("team") BETWEEN 1 AND 80 AND "team" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT case_type_allowed CHECK (length("case_type") BETWEEN 1 AND 80 AND "case_type" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT cases_allowed CHECK ("cases" >= 0 AND "cases" <= 10000000.0)
) STRICT;

CREATE TABLE establishment (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    team TEXT NOT NULL,
    role TEXT NOT NULL,
    posts REAL NOT NULL,
    in_post REAL NOT NULL,
    newly_created REAL NOT NULL,
    absent REAL NOT NULL,
    agency REAL NOT NULL,
    turnover REAL,
    PRIMARY KEY (scenario_id, team, role),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    FOREIGN KEY(scenario_id, team) REFERENCES teams (scenario_id, "key") DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(scenario_id, role) REFERENCES roles (scenario_id, "key") DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT team_allowed CHECK (length("team") BETWEEN 1 AND 80 AND "team" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT role_allowed CHECK (length("role") BETWEEN 1 AND 80 AND "role" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT posts_allowed CHECK ("posts" >= 0 AND "posts" <= 1000000.0),
    CONSTRAINT in_post_allowed CHECK ("in_post" >= 0 AND "in_post" <= 1000000.0),
    CONSTRAINT newly_created_allowed CHECK ("newly_created" >= 0 AND "newly_created" <= 1000000.0),
    CONSTRAINT absent_allowed CHECK ("absent" >= 0 AND "absent" <= 1000000.0),
    CONSTRAINT agency_allowed CHECK ("agency" >= 0 AND "agency" <= 1000000.0),
    CONSTRAINT turnover_allowed CHECK ("turnover" >= 0 AND "turnover" <= 1000.0)
) STRICT;

CREATE TABLE absences (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    id TEXT NOT NULL,
    team TEXT NOT NULL,
    role TEXT NOT NULL,
    fte REAL NOT NULL,
    reason TEXT NOT NULL,
    start TEXT,
    "end" TEXT,
    PRIMARY KEY (scenario_id, id),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    FOREIGN KEY(scenario_id, team, role) REFERENCES establishment (scenario_id, team, role) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT id_allowed CHECK (length("id") BETWEEN 1 AND 80 AND "id" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT team_allowed CHECK (length("team") BETWEEN 1 AND 80 AND "team" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT role_allowed CHECK (length("role") BETWEEN 1 AND 80 AND "role" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT fte_allowed CHECK ("fte" >= 0 AND "fte" <= 1000000.0),
    CONSTRAINT reason_allowed CHECK ("reason" IN ('maternity', 'sickness', 'secondment', 'career-break', 'other')),
    CONSTRAINT start_allowed CHECK ("start" IS date("start", '+0 days') AND "start" >= '2000-01-01' AND "start" <= '2100-12-31'),
    CONSTRAINT end_allowed CHECK ("end" IS date("end", '+0 days') AND "end" >= '2000-01-01' AND "end" <= '2100-12-31')
) STRICT;

CREATE TABLE agency (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    id TEXT NOT NULL,
    team TEXT NOT NULL,
    role TEXT NOT NULL,
    fte REAL NOT NULL,
    start TEXT,
    "end" TEXT,
    purpose TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (scenario_id, id),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    FOREIGN KEY(scenario_id, team, role) REFERENCES establishment (scenario_id, team, role) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT id_allowed CHECK (length("id") BETWEEN 1 AND 80 AND "id" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT team_allowed CHECK (length("team") BETWEEN 1 AND 80 AND "team" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT role_allowed CHECK (length("role") BETWEEN 1 AND 80 AND "role" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT fte_allowed CHECK ("fte" >= 0 AND "fte" <= 1000000.0),
    CONSTRAINT start_allowed CHECK ("start" IS date("start", '+0 days') AND "start" >= '2000-01-01' AND "start" <= '2100-12-31'),
    CONSTRAINT end_allowed CHECK ("end" IS date("end", '+0 days') AND "end" >= '2000-01-01' AND "end" <= '2100-12-31'),
    CONSTRAINT purpose_allowed CHECK ("purpose" IN ('cover', 'additional')),
    CONSTRAINT label_allowed CHECK (length("label") BETWEEN 0 AND 120)
) STRICT;

CREATE TABLE leavers (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    id TEXT NOT NULL,
    team TEXT NOT NULL,
    role TEXT NOT NULL,
    fte REAL NOT NULL,
    last_day TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (scenario_id, id),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    FOREIGN KEY(scenario_id, team, role) REFERENCES establishment (scenario_id, team, role) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT id_allowed CHECK (length("id") BETWEEN 1 AND 80 AND "id" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT team_allowed CHECK (length("team") BETWEEN 1 AND 80 AND "team" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT role_allowed CHECK (length("role") BETWEEN 1 AND 80 AND "role" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT fte_allowed CHECK ("fte" >= 0 AND "fte" <= 1000000.0),
    CONSTRAINT last_day_allowed CHECK ("last_day" IS date("last_day", '+0 days') AND "last_day" >= '2000-01-01' AND "last_day" <= '2100-12-31'),
    CONSTRAINT label_allowed CHECK (length("label") BETWEEN 0 AND 120)
) STRICT;

CREATE TABLE moves (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    id TEXT NOT NULL,
    from_team TEXT NOT NULL,
    from_role TEXT NOT NULL,
    to_team TEXT NOT NULL,
    to_role TEXT NOT NULL,
    fte REAL NOT NULL,
    date TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (scenario_id, id),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    FOREIGN KEY(scenario_id, from_team, from_role) REFERENCES establishment (scenario_id, team, role) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(scenario_id, to_team, to_role) REFERENCES establishment (scenario_id, team, role) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT id_allowed CHECK (length("id") BETWEEN 1 AND 80 AND "id" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT from_team_allowed CHECK (length("from_team") BETWEEN 1 AND 80 AND "from_team" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT from_role_allowed CHECK (length("from_role") BETWEEN 1 AND 80 AND "from_role" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT to_team_allowed CHECK (length("to_team") BETWEEN 1 AND 80 AND "to_team" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT to_role_allowed CHECK (length("to_role") BETWEEN 1 AND 80 AND "to_role" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT fte_allowed CHECK ("fte" >= 0 AND "fte" <= 1000000.0),
    CONSTRAINT date_allowed CHECK ("date" IS date("date", '+0 days') AND "date" >= '2000-01-01' AND "date" <= '2100-12-31'),
    CONSTRAINT kind_allowed CHECK ("kind" IN ('internal', 'nqsw'))
) STRICT;

CREATE TABLE pipeline (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    id TEXT NOT NULL,
    team TEXT NOT NULL,
    role TEXT NOT NULL,
    kind TEXT NOT NULL,
    fte REAL NOT NULL,
    start TEXT NOT NULL,
    stage TEXT NOT NULL,
    likelihood REAL NOT NULL,
    repeat INTEGER NOT NULL,
    label TEXT NOT NULL,
    "end" TEXT,
    PRIMARY KEY (scenario_id, id),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    FOREIGN KEY(scenario_id, team, role) REFERENCES establishment (scenario_id, team, role) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT id_allowed CHECK (length("id") BETWEEN 1 AND 80 AND "id" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT team_allowed CHECK (length("team") BETWEEN 1 AND 80 AND "team" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT role_allowed CHECK (length("role") BETWEEN 1 AND 80 AND "role" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT kind_allowed CHECK ("kind" IN ('permanent', 'nqsw', 'overseas', 'agency')),
    CONSTRAINT fte_allowed CHECK ("fte" >= 0 AND "fte" <= 1000000.0),
    CONSTRAINT start_allowed CHECK ("start" IS date("start", '+0 days') AND "start" >= '2000-01-01' AND "start" <= '2100-12-31'),
    CONSTRAINT stage_allowed CHECK ("stage" IN ('planned', 'advertised', 'shortlisted', 'offered', 'accepted', 'confirmed')),
    CONSTRAINT likelihood_allowed CHECK ("likelihood" >= 0 AND "likelihood" <= 1),
    CONSTRAINT repeat_allowed CHECK ("repeat" >= 1 AND "repeat" <= 120),
    CONSTRAINT label_allowed CHECK (length("label") BETWEEN 0 AND 120),
    CONSTRAINT end_allowed CHECK ("end" IS date("end", '+0 days') AND "end" >= '2000-01-01' AND "end" <= '2100-12-31')
) STRICT;

CREATE TABLE post_changes (
    scenario_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    id TEXT NOT NULL,
    team TEXT NOT NULL,
    role TEXT NOT NULL,
    fte REAL NOT NULL,
    start TEXT NOT NULL,
    PRIMARY KEY (scenario_id, id),
    FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE,
    FOREIGN KEY(scenario_id, team, role) REFERENCES establishment (scenario_id, team, role) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT id_allowed CHECK (length("id") BETWEEN 1 AND 80 AND "id" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT team_allowed CHECK (length("team") BETWEEN 1 AND 80 AND "team" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT role_allowed CHECK (length("role") BETWEEN 1 AND 80 AND "role" NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT fte_allowed CHECK ("fte" >= -1000000.0 AND "fte" <= 1000000.0),
    CONSTRAINT start_allowed CHECK ("start" IS date("start", '+0 days') AND "start" >= '2000-01-01' AND "start" <= '2100-12-31')
) STRICT;
