comment on table categories is 'The kinds of intermediary service an agency can be hired for; loaded at start.';
comment on column outbox.remark is 'why a message counts as sent although no workflow took it';
