-- what an accepted result of an owner's own is as a paper
create or replace view accepted_results as
  select a.commission_no, n.file_no, n.position::integer as position, c.task, c.project_code, c.uscc, f.name, f.media_type,
         f.bytes, f.sha256, f.storage_key, a."by" as accepted_by, a.at as accepted_at,
         c.purpose, c.topics, c.scope, c.paper_number, c.expires_day
    from milestones a
    join commissions c using (commission_no)
    cross join lateral unnest(a.files) with ordinality as n (file_no, position)
    join commission_files f on f.commission_no = a.commission_no and f.file_no = n.file_no
   where a.kind = 'accept' and a.files <> '{}';
