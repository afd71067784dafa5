package io.hearth.member;

import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Reads a member's id, such as m-71, where a controller takes one as part of an address. */
@Component
class MemberIdParameter implements Converter<String, MemberId> {

    @Override
    public MemberId convert(String text) {
        return MemberId.parse(text);
    }
}
