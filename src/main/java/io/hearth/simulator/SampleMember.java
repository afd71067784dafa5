package io.hearth.simulator;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * One invented member. The same seed and number give the same person, so that a restart goes on with the same people.
 *
 * @param number how manieth member of the community
 * @param energy how often this member does something, relative to the others: a Pareto distribution, so that few do
 *     most of what happens and many only look on
 * @param generosity how much this member spends, relative to the others
 */
record SampleMember(int number, String name, String language, double energy, double generosity, boolean complains) {

    private static final List<String> FAMILY =
            List.of("王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗");
    private static final List<String> GIVEN = List.of(
            "子涵", "欣怡", "浩然", "雨桐", "思远", "晓峰", "佳怡", "志强", "丽华", "明轩", "静", "磊", "婷", "洋", "小满", "一诺", "梓萱", "建国",
            "秀英", "宇航");
    private static final List<String> ENGLISH = List.of(
            "Alice", "Ben", "Chloe", "Daniel", "Emma", "Felix", "Grace", "Henry", "Iris", "Jack", "Kate", "Leo", "Mia",
            "Noah", "Olive", "Paul", "Ruby", "Sam", "Tess", "Victor");
    private static final List<String> SURNAMES = List.of(
            "Brown", "Clark", "Davis", "Evans", "Foster", "Green", "Hill", "Irving", "Jones", "King", "Lewis", "Moore");

    /** One in five writes English. The exponent 1.16 gives the eighty-twenty rule. */
    static SampleMember of(int number, long seed) {
        var chance = new SplittableRandom(seed * 31 + number);
        boolean english = chance.nextDouble() < 0.2;
        String name = english
                ? pick(ENGLISH, chance) + " " + pick(SURNAMES, chance)
                : pick(FAMILY, chance) + pick(GIVEN, chance);
        double energy = Math.min(60, Math.pow(1 - chance.nextDouble(), -1 / 1.16));
        double generosity = Math.exp(0.8 * gaussian(chance));
        return new SampleMember(number, name, english ? "en" : "zh", energy, generosity, chance.nextDouble() < 0.08);
    }

    private static <T> T pick(List<T> list, SplittableRandom chance) {
        return list.get(chance.nextInt(list.size()));
    }

    private static double gaussian(SplittableRandom chance) {
        return Math.sqrt(-2 * Math.log(1 - chance.nextDouble())) * Math.cos(2 * Math.PI * chance.nextDouble());
    }

    String subject() {
        return String.format(Locale.ROOT, "sample:runner-%05d", number);
    }

    String email() {
        return String.format(Locale.ROOT, "runner-%05d@example.com", number);
    }
}
