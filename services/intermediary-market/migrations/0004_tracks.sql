alter table commissions add track text check (track in ('80', '50', '30'));
comment on column commissions.track is 'of the order; null of commissions opened before it was known here';
