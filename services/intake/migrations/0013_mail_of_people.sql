-- notices by mail: who wants them, and for which enterprise or agency somebody of the register acts
alter table people add uscc text check (length(uscc) <= 18);
comment on column people.uscc is 'of people of an enterprise or an agency: whose notices they are mailed';
grant update (uscc) on people to intake;

alter table contacts add wants_mail boolean not null default false;
comment on column contacts.wants_mail is 'whether notices are mailed to the address';
grant update (wants_mail) on contacts to intake;

create view mail_recipients as
  select p.subject, c.mail,
         array(select a.role || ':' || a.bound
                 from (select r.role,
                              case when r.role = 'agent' then p.subject
                                   when r.role in ('enterprise', 'agency') then p.uscc
                                   when r.role in ('reviewer', 'checker', 'head') then p.department
                                   else '' end as bound
                         from unnest(p.roles) as r (role)) a
                where a.bound is not null) as addressees
    from people p
    join contacts c on c.subject = p.subject
   where p.active and c.wants_mail and c.mail is not null;
comment on view mail_recipients is
  'Who wants notices by mail, where, and as which addressees. Other services read it when they send a mail, and keep no address.';
grant select on mail_recipients to intake, approval_workflows, intermediary_market;
