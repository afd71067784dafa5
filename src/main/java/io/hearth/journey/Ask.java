package io.hearth.journey;

import io.hearth.member.MemberId;
import java.util.Optional;

/** Asks a rulebook about a member, for steps that decide. */
public interface Ask {

    Optional<String> answer(String rulebook, MemberId member, String community);
}
