import type { Slot, Tongue } from './vocabulary';

const chinese: Record<string, string> = {
  number: '数', whole: '整数', period: '时段', days: '时长', date: '日期', time: '时刻', weekday: '星期', text: '文字', event: '行为', 'number-field': '数值', 'text-field': '文字字段', field: '字段', attribute: '属性', 'text-attribute': '文字属性', 'number-attribute': '数值属性', 'date-attribute': '日期属性', segment: '分群', badge: '徽章', 'badge-level': '级别', coupon: '优惠券', privilege: '特权', gift: '礼品', plan: '付费会员', level: '等级', list: '词表', kind: '种类', answer: '答案', status: '状态', severity: '紧急程度', role: '角色', language: '语言', journey: '旅程', message: '消息',
};

/** What a slot is called where nothing stands in it yet. */
export function slotName(slot: Slot, tongue: Tongue): string {
  return tongue === 'zh' ? (chinese[slot.type] ?? slot.slot) : slot.slot === 'n' ? 'N' : slot.slot;
}
