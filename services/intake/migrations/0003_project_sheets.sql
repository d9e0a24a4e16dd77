create view project_sheets as
  select p.code, p.name, p.uscc, p.enterprise_name, p.investment_yuan, p.land_hectares, p.industry, p.registered_at
    from projects p;
comment on view project_sheets is
  'What other services may know of a project: nothing of a person. Each bounds by its own scope whom it shows a sheet.';
grant select on project_sheets to intake, approval_workflows, intermediary_market;
comment on view active_mandates is
  'The mandates in force, by business time. Other services read it, so that a revoked mandate ends at once everywhere.';
