package io.hearth.reward.board;

import io.hearth.member.MemberId;

/** One place on a board. Those with as many points share a rank; the next rank leaves as many out. */
record Place(long rank, MemberId member, long points) {}
