ALTER TABLE scenario ADD COLUMN frozen_on TEXT
    CONSTRAINT frozen_on_allowed CHECK (frozen_on IS date(frozen_on, '+0 days'));

ALTER TABLE scenario ADD COLUMN base_id TEXT;

ALTER TABLE scenario ADD COLUMN base_mark INTEGER
    CONSTRAINT base_mark_allowed CHECK ((base_id IS NULL) = (base_mark IS NULL));

-- Scenarios based on another by its name are linked to it, as of the entry that made them; where there is none, as of
-- the last. A base that came after its branch counts from when it came.
UPDATE scenario SET base_id = base.scenario_id, base_mark = max(
    coalesce(
        (SELECT max(entry_id) FROM step
            WHERE step.scenario_id = scenario.id AND table_name = 'scenario' AND "before" IS NULL),
        (SELECT max(id) FROM entry),
        0
    ),
    coalesce(
        (SELECT max(entry_id) FROM step
            WHERE step.scenario_id = base.scenario_id AND table_name = 'scenario' AND "before" IS NULL),
        0
    )
)
FROM header AS mine JOIN header AS base ON casefold(base.name) = casefold(mine.based_on)
WHERE mine.scenario_id = scenario.id AND base.scenario_id <> scenario.id;

-- So that undo and redo of making or deleting them keep the link.
UPDATE step SET
    "before" = json_set("before", '$.base_id', base_id, '$.base_mark', base_mark),
    "after" = json_set("after", '$.base_id', base_id, '$.base_mark', base_mark)
FROM scenario
WHERE scenario.id = step.scenario_id AND base_id IS NOT NULL AND table_name = 'scenario';
