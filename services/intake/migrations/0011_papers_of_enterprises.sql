alter table papers add column uscc text;
update papers p set uscc = j.uscc from projects j where j.code = p.project_code;
alter table papers alter column uscc set not null;
comment on column papers.uscc is
  'whose paper it is: after a transfer of the project it counts no more, and the new owner does not see it';

create or replace view project_papers as
  select p.paper_no, p.project_code, p.kind, p.version, p.name, p.number, p.scope, p.topics, p.issued_day, p.expires_day,
         p.media_type, p.bytes, p.given_at, p.withdrawn_at, n.given_at as replaced_at, n.paper_no as replaced_by
    from papers p
    join projects j on j.code = p.project_code and j.uscc = p.uscc
    left join papers n on n.replaces = p.paper_no;
