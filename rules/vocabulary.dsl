# The sentences that rules are made of: one meaning, said in English and in Chinese, freely mixed in a file.
# A slot {name:type} takes one value; {type} alone is its own name. A sentence may have several forms; the first is shown.
# 规则由这些句子组成：每句一个意思，中英文随意混用。

== The event · 事件

[when] event-is
en: the member just {event}
en: the event is {event}
zh: 成员刚刚{event}
zh: 事件是{event}
means: event.type = {event}
example: the member just posted

[when] event-source
en: the event comes from {source:text}
zh: 事件来自{source:text}
means: event.source = {source}
example: the event comes from "shop"

[when] event-number-at-least
en: the event's {field:number-field} is at least {n:number}
en: the partner's {field:number-field} is at least {n:number}
zh: 事件的{field:number-field}至少是{n:number}
zh: 合作方的{field:number-field}至少是{n:number}
means: event.number({field}) >= {n}
example: the event's amount is at least 100

[when] event-number-at-most
en: the event's {field:number-field} is at most {n:number}
en: the partner's {field:number-field} is at most {n:number}
zh: 事件的{field:number-field}至多是{n:number}
zh: 合作方的{field:number-field}至多是{n:number}
means: event.number({field}) <= {n}
example: the event's stars is at most 2

[when] event-number-more
en: the event's {field:number-field} is more than {n:number}
zh: 事件的{field:number-field}大于{n:number}
means: event.number({field}) > {n}
example: the event's kilometres is more than 10

[when] event-number-less
en: the event's {field:number-field} is less than {n:number}
zh: 事件的{field:number-field}小于{n:number}
means: event.number({field}) < {n}
example: the event's minutes is less than 45

[when] event-number-is
en: the event's {field:number-field} is {n:number}
zh: 事件的{field:number-field}等于{n:number}
means: event.number({field}) = {n}
example: the event's quantity is 2

[when] event-text-is
en: the event's {field:text-field} is {text}
zh: 事件的{field:text-field}是{text}
means: event.text({field}) = {text}
example: the event's choice is "Sunday"

[when] event-has
en: the event's {field} is given
zh: 事件带有{field}
means: event.has({field})
example: the event's amount is given

[when] event-mentions-list
en: the event's {field:text-field} mentions any of the {list}
zh: 事件的{field:text-field}提到任一{list}
means: event.mentions({field}, {list})
example: the event's text mentions any of the negative words

[when] event-mentions-word
en: the event's {field:text-field} mentions {word:text}
zh: 事件的{field:text-field}提到{word:text}
means: event.mentions({field}, {word})
example: the event's text mentions "优惠"

== The member · 成员

[when] language-is
en: the member's language is {language}
zh: 成员的语言是{language}
means: member.language = {language}
example: the member's language is Chinese

[when] attribute-is
en: the member's {attribute:text-attribute} is {text}
zh: 成员的{attribute:text-attribute}是{text}
means: member.text({attribute}) = {text}
example: the member's city is "Hangzhou"

[when] attribute-at-least
en: the member's {attribute:number-attribute} is at least {n:number}
zh: 成员的{attribute:number-attribute}至少是{n:number}
means: member.number({attribute}) >= {n}
example: the member's followers is at least 1000

[when] attribute-at-most
en: the member's {attribute:number-attribute} is at most {n:number}
zh: 成员的{attribute:number-attribute}至多是{n:number}
means: member.number({attribute}) <= {n}
example: the member's followers is at most 100

[when] attribute-known
en: the member's {attribute} is known
zh: 成员填写了{attribute}
means: member.has({attribute})
example: the member's birthday is known

[when] anniversary
en: today is the anniversary of the member's {attribute:date-attribute}
zh: 今天是成员{attribute:date-attribute}的周年日
means: now.anniversaryOf(member.text({attribute}))
example: today is the anniversary of the member's birthday

== The membership · 成员资格

[when] community-is
en: the community is {community:text}
zh: 社群是{community:text}
means: membership.community = {community}
example: the community is "running-club"

[when] status-is
en: the membership is {status}
zh: 成员资格是{status}
means: membership.status = {status}
example: the membership is active

[when] role-is
en: the member's role is {role}
zh: 成员的角色是{role}
means: membership.role = {role}
example: the member's role is volunteer

[when] level-is
en: the member's level is {level}
zh: 成员的等级是{level}
means: membership.level = {level}
example: the member's level is Regular

[when] level-from
en: the member's level is at least {level}
zh: 成员的等级至少是{level}
means: membership.level in {level+}
example: the member's level is at least Pacer

[when] level-below
en: the member's level is below {level}
zh: 成员的等级低于{level}
means: not (membership.level in {level+})
example: the member's level is below Captain

[when] joined-within
en: the member joined within the last {days}
zh: 成员加入不超过{days}
means: membership.daysSinceJoining() >= 0 and membership.daysSinceJoining() <= {days}
example: the member joined within the last 30 days

[when] joined-ago
en: the member joined at least {days} ago
zh: 成员加入至少{days}
means: membership.daysSinceJoining() >= {days}
example: the member joined at least 1 year ago

[when] joined-day
en: it is day {n:whole} after the member joined
zh: 今天是成员加入后的第{n:whole}天
means: membership.daysSinceJoining() = {n}
example: it is day 7 after the member joined

== Activity in a period · 一段时间内的活跃

[when] count-at-least
en: the member {event} at least {n:whole} times {period}
zh: 成员{period}{event}至少{n:whole}次
means: activity.count({event}, {period}) >= {n}
example: the member posted at least 3 times in the last 7 days

[when] count-at-most
en: the member {event} at most {n:whole} times {period}
zh: 成员{period}{event}至多{n:whole}次
means: activity.count({event}, {period}) <= {n}
example: the member had an answer accepted at most 5 times today

[when] count-is
en: the member {event} exactly {n:whole} times {period}
zh: 成员{period}{event}正好{n:whole}次
means: activity.count({event}, {period}) = {n}
example: the member bought exactly 10 times ever

[when] first-time
en: the member {event} for the first time
zh: 成员第一次{event}
means: activity.count({event}, 'ever') = 1
example: the member posted for the first time

[when] ever
en: the member has ever {event}
zh: 成员曾经{event}
means: activity.ever({event})
example: the member has ever bought

[when] never
en: the member has never {event}
zh: 成员从未{event}
means: not activity.ever({event})
example: the member has never complained

[when] not-in-period
en: the member has not {event} {period}
zh: 成员{period}没有{event}
means: activity.count({event}, {period}) = 0
example: the member has not posted in the last 30 days

[when] sum-at-least
en: the total {field:number-field} is at least {n:number} when the member {event} {period}
zh: 成员{period}{event}的{field:number-field}合计至少{n:number}
means: activity.sum({event}, {field}, {period}) >= {n}
example: the total amount is at least 500 when the member bought in the last 90 days

[when] sum-at-most
en: the total {field:number-field} is at most {n:number} when the member {event} {period}
zh: 成员{period}{event}的{field:number-field}合计至多{n:number}
means: activity.sum({event}, {field}, {period}) <= {n}
example: the total kilometres is at most 20 when the member finished a run this month

[when] days-at-least
en: the member {event} on at least {n:whole} different days {period}
zh: 成员{period}至少有{n:whole}天{event}
means: activity.days({event}, {period}) >= {n}
example: the member finished a run on at least 12 different days this month

[when] days-at-most
en: the member {event} on at most {n:whole} different days {period}
zh: 成员{period}至多有{n:whole}天{event}
means: activity.days({event}, {period}) <= {n}
example: the member bought on at most 1 different days ever

[when] streak-at-least
en: the member {event} at least {n:whole} days in a row
zh: 成员连续{event}至少{n:whole}天
means: activity.streak({event}) >= {n}
example: the member finished a run at least 7 days in a row

[when] streak-is
en: the member {event} exactly {n:whole} days in a row
zh: 成员连续{event}正好{n:whole}天
means: activity.streak({event}) = {n}
example: the member finished a run exactly 30 days in a row

[when] forgiving-streak-at-least
en: the member {event} at least {n:whole} days in a row, with {missed:whole} missed days a week forgiven
zh: 成员连续{event}至少{n:whole}天，每周可缺{missed:whole}天
means: activity.streakForgiving({event}, {missed}) >= {n}
example: the member finished a run at least 21 days in a row, with 1 missed days a week forgiven

[when] forgiving-streak-is
en: the member {event} exactly {n:whole} days in a row, with {missed:whole} missed days a week forgiven
zh: 成员连续{event}正好{n:whole}天，每周可缺{missed:whole}天
means: activity.streakForgiving({event}, {missed}) = {n}
example: the member finished a run exactly 21 days in a row, with 1 missed days a week forgiven

[when] first-within
en: the member {event} for the first time within the last {days}
zh: 成员首次{event}不超过{days}
means: activity.daysSinceFirst({event}) >= 0 and activity.daysSinceFirst({event}) <= {days}
example: the member bought for the first time within the last 30 days

[when] first-ago
en: the member {event} for the first time at least {days} ago
zh: 成员首次{event}至少已过{days}
means: activity.daysSinceFirst({event}) >= {days}
example: the member bought for the first time at least 6 months ago

[when] last-within
en: the member last {event} within {days}
zh: 成员上次{event}不超过{days}
means: activity.lastWithin({event}, {days})
example: the member last bought within 90 days

[when] last-ago
en: the member last {event} at least {days} ago
zh: 成员上次{event}至少已过{days}
means: activity.awayFor({event}, {days})
example: the member last bought at least 180 days ago

[when] active-within
en: the member was active within {days}
zh: 成员{days}之内活跃过
means: activity.lastWithin('*', {days})
example: the member was active within 14 days

[when] inactive-for
en: the member was last active at least {days} ago
zh: 成员上次活跃至少已过{days}
means: activity.awayFor('*', {days})
example: the member was last active at least 30 days ago

[when] active-days
en: the member was active on at least {n:whole} different days {period}
zh: 成员{period}至少有{n:whole}天活跃
means: activity.days('*', {period}) >= {n}
example: the member was active on at least 10 different days in the last 30 days

== Rewards and segments · 奖励与分群

[when] points-at-least
en: the member has at least {n:whole} points
zh: 成员至少有{n:whole}积分
means: rewards.points >= {n}
example: the member has at least 500 points

[when] points-below
en: the member has fewer than {n:whole} points
zh: 成员的积分少于{n:whole}
means: rewards.points < {n}
example: the member has fewer than 100 points

[when] has-badge
en: the member has the badge {badge}
zh: 成员有徽章{badge}
means: rewards.has({badge})
example: the member has the badge Helper

[when] has-badge-level
en: the member has the badge {badge} at level {level:badge-level} or higher
zh: 成员有徽章{badge}，且至少为{level:badge-level}
means: rewards.hasAt({badge}, {level})
example: the member has the badge Marathoner at level silver or higher

[when] pays-for
en: the member is a paying member of {plan}
zh: 成员是{plan}的付费会员
means: rewards.paysFor({plan})
example: the member is a paying member of Plus

[when] in-segment
en: the member is in the segment {segment}
zh: 成员属于分群{segment}
means: segments.in({segment})
example: the member is in the segment Contributors

== Time · 时间

[when] between-times
en: the time is between {from:time} and {to:time}
zh: 时间在{from:time}到{to:time}之间
means: now.between({from}, {to})
example: the time is between 05:00 and 08:00

[when] weekday-is
en: today is {weekday}
zh: 今天是{weekday}
means: now.dayOfWeek() = {weekday}
example: today is Monday

[when] weekend
en: today is at the weekend
zh: 今天是周末
means: now.weekend()
example: today is at the weekend

[when] day-of-month
en: today is day {n:whole} of the month
zh: 今天是本月{n:whole}日
means: now.dayOfMonth() = {n}
example: today is day 1 of the month

[when] month-is
en: the month is number {n:whole}
zh: 现在是{n:whole}月份
means: now.month() = {n}
example: the month is number 6

[when] from-date
en: it is {date} or later
zh: 日期不早于{date}
means: now.from({date})
example: it is 2026-06-01 or later

[when] before-date
en: it is before {date}
zh: 日期早于{date}
means: not now.from({date})
example: it is before 2026-07-01

== Outcomes · 结果

[then] award
en: award {n:whole} points for {reason:text}
en: add {n:whole} to the fit score for {reason:text}
zh: 奖励{n:whole}积分，原因{reason:text}
zh: 契合度加{n:whole}，原因{reason:text}
means: award({n}, {reason})
example: award 50 points for "accepted answer"

[then] award-after
en: award {n:whole} points after {days}, for {reason:text}
zh: {days}后奖励{n:whole}积分，原因{reason:text}
means: awardAfter({days}, {n}, {reason})
example: award 50 points after 7 days, for "an order that was not sent back"

[then] award-for-each
en: award {n:whole} points for each of the event's {field:number-field}, for {reason:text}
zh: 按事件的{field:number-field}每个奖励{n:whole}积分，原因{reason:text}
means: awardFor({n}, event.number({field}), {reason})
example: award 2 points for each of the event's kilometres, for "running"

[then] give-badge
en: give the badge {badge}
zh: 授予徽章{badge}
means: badge({badge})
example: give the badge Helper

[then] give-badge-level
en: give the badge {badge} at level {level:badge-level}
zh: 授予徽章{badge}，级别{level:badge-level}
means: badgeAt({badge}, {level})
example: give the badge Marathoner at level silver

[then] take-badge
en: take the badge {badge} back
zh: 收回徽章{badge}
means: takeBadge({badge})
example: take the badge Ambassador back

[then] bar-badge
en: take the badge {badge} back for good
zh: 收回徽章{badge}，不再授予
means: barBadge({badge})
example: take the badge Ambassador back for good

[then] give-coupon
en: give a coupon of {coupon}
zh: 发放优惠券{coupon}
means: coupon({coupon})
example: give a coupon of Welcome back

[then] give-privilege
en: give the privilege {privilege} for {days}
zh: 授予特权{privilege}，为期{days}
means: privilege({privilege}, {days})
example: give the privilege Early entry for 30 days

[then] give-gift
en: give the gift {gift}
zh: 赠送礼品{gift}
means: gift({gift})
example: give the gift Club shirt

[then] set-level
en: the level becomes {level}
zh: 等级变为{level}
means: level({level})
example: the level becomes Regular

[then] be-in-segment
en: the member belongs to {segment}
zh: 成员归入{segment}
means: segment({segment})
example: the member belongs to Contributors

[then] open-case
en: open a case of kind {kind} with {severity} severity because {reason:text}
zh: 开启{kind}，级别{severity}，原因{reason:text}
means: openCase({kind}, {severity}, {reason})
example: open a case of kind complaint with high severity because "a member complained"

[then] start-journey
en: start the journey {journey}
zh: 启动旅程{journey}
means: startJourney({journey})
example: start the journey onboarding

[then] send-message
en: send the message {message}
zh: 发送消息{message}
means: send({message})
example: send the message rewards/level-up

[then] look-again
en: look again in {days}
zh: {days}后再看
means: lookAgain({days} * 24)
example: look again in 7 days

[then] answer
en: the answer is {answer}
zh: 回答是{answer}
means: answer({answer})
example: the answer is all well
