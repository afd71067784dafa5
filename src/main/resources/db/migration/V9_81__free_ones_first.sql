-- What is free is found by these alone: their order is one that no other index has, so that no plan walks along all that are
-- taken, which were more with each that was given.
create index coupon_next on coupon (pool, (-id)) where state = 'free';
drop index coupon_free;
create index stock_unit_next on stock_unit (item, (-id)) where redemption is null;
drop index stock_unit_free;
