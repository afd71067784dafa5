package io.hearth.content;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A stable share of the memberships, for one release. A membership is in it when the first four bytes of
 * {@code SHA-256("<release>/<community>/<member>")}, read as an unsigned number, leave a remainder below the percentage when
 * divided by 100. So it is the same members for as long as the release is tried, a larger share holds all of a smaller one,
 * and another release draws other members. Function {@code in_share} of the database says the same.
 *
 * @param release the hash of the release that is tried
 * @param percent 1 to 99
 */
public record Share(String release, int percent) {

    public Share {
        if (percent < 1 || percent > 99) {
            throw new IllegalArgumentException("Expected 1 to 99 percent, but got " + percent);
        }
    }

    /** @param member such as {@code m-71} */
    public boolean holds(String community, String member) {
        var digest = Hash.digest().digest((release + '/' + community + '/' + member).getBytes(StandardCharsets.UTF_8));
        return Integer.remainderUnsigned(ByteBuffer.wrap(digest).getInt(), 100) < percent;
    }
}
