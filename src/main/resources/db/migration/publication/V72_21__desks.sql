-- A report that was handed on is its present desk's to everyone, too.
UPDATE publication_report p SET desk_id = c.desk_id FROM report_case c WHERE c.id = p.report_id AND p.desk_id <> c.desk_id;
