-- Why: a rule may send the stock, and what is low, and not only what was sold: a report is named by what it is about.
-- Locks: the rows of rules that send a report, for a moment.
-- Compatible with the previous release: no, it does not know the new names; its own are rewritten here.

CREATE FUNCTION name_report(action jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN action ->> 'kind' = 'report' AND action ? 'period'
    THEN (action - 'period') || jsonb_build_object('what', 'sales-' || (action ->> 'period'))
    ELSE action END
$$;
CREATE FUNCTION name_reports(rule jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_set(rule, '{actions}',
    (SELECT jsonb_agg(name_report(action) ORDER BY place)
      FROM jsonb_array_elements(rule -> 'actions') WITH ORDINALITY AS each (action, place)))
$$;
UPDATE automation SET rule = name_reports(rule) WHERE rule @> '{"actions": [{"kind": "report"}]}';
UPDATE automation_version SET rule = name_reports(rule) WHERE rule @> '{"actions": [{"kind": "report"}]}';
UPDATE automation_action SET action = name_report(action) WHERE kind = 'report';
DROP FUNCTION name_reports(jsonb);
DROP FUNCTION name_report(jsonb);
