package io.hearth.simulator;

import java.util.List;
import java.util.SplittableRandom;

/** What invented members write. */
final class Texts {

    private static final List<String> POSTS_ZH = List.of(
            "今天晨跑五公里,河边的雾很美,配速比上周快了十秒。",
            "新手求教:膝盖有点酸,是跑姿的问题还是鞋子的问题?",
            "周六早上六点半,奥森北门集合,慢跑组还有位置。",
            "第一次跑完十公里!谢谢领跑的几位前辈。",
            "下雨天大家怎么训练?我在家做了核心力量。",
            "分享一条新路线:沿着运河一直到老码头,树荫多,车少。",
            "备战半马第四周,长距离十六公里完成。",
            "跑完一碗热豆浆,这就是早起的意义。");
    private static final List<String> POSTS_EN = List.of(
            "Easy five kilometres along the river this morning. The fog was lovely.",
            "New here: which shoes would you take for wet pavement?",
            "Saturday 6:30 at the north gate, the slow group still has room.",
            "My first ten kilometres without a walk. Thank you, pacers!",
            "Week four of half-marathon training: sixteen kilometres done.");
    private static final List<String> COMMENTS_ZH =
            List.of("太棒了,继续加油!", "这条路线我也跑过,推荐。", "膝盖酸先休息两天,别硬撑。", "明早一起!", "收藏了,谢谢分享。", "配速真稳。");
    private static final List<String> COMMENTS_EN =
            List.of("Well done!", "Count me in.", "Thanks for sharing.", "Rest it for two days.", "What a pace.");
    private static final List<String> ANGER_ZH =
            List.of("活动临时取消也不通知,白跑一趟,太失望了。", "报名費退款拖了兩周,客服不理人,差評。", "買的跑鞋是次品,說好的優(yōu)惠也沒有,要求退款!");
    private static final List<String> ANGER_EN =
            List.of("The meetup was cancelled without a word. Very disappointed.", "Two weeks and still no refund.");

    private Texts() {}

    static String post(SampleMember member, SplittableRandom chance) {
        return pick(chinese(member) ? POSTS_ZH : POSTS_EN, chance);
    }

    static String comment(SampleMember member, SplittableRandom chance) {
        return pick(chinese(member) ? COMMENTS_ZH : COMMENTS_EN, chance);
    }

    static String anger(SampleMember member, SplittableRandom chance) {
        return pick(chinese(member) ? ANGER_ZH : ANGER_EN, chance);
    }

    private static boolean chinese(SampleMember member) {
        return member.language().equals("zh");
    }

    private static String pick(List<String> list, SplittableRandom chance) {
        return list.get(chance.nextInt(list.size()));
    }
}
