create view withdrawal_reasons as
  select w.order_no, w.withdrawn_by, w.withdrawn_at, t.text as reason
    from withdrawals w join texts t on t.text_id = w.reason_id;
comment on view withdrawal_reasons is
  'Why orders were withdrawn: where an order shows how it ended. Who reads it bounds by its own scope whom it shows a reason.';
grant select on withdrawal_reasons to intake, approval_workflows;
