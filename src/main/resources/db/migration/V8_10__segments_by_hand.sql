-- Every batch asks whether its members were put anywhere by hand; hardly anyone ever is.
create index segment_member_by_hand on segment_member (member, community) where by_hand;
