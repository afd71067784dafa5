export const zh = {
  act: { add: '添加', again: '重试', cancel: '取消', close: '关闭', copied: '已复制', copy: '复制', create: '创建', edit: '编辑', more: '加载更多', no: '否', open: '打开', remove: '移除', retry: '重试', save: '保存', saved: '已保存', yes: '是' },
  apiKeys: {
    add: '新建密钥', created: '创建', empty: '还没有 API 密钥', emptyText: '为每个接入平台各建一把密钥，写明它可以写入哪些来源。', kept: '我已保存好', name: '名称', once: '密钥只显示这一次，请立即保存到安全的地方：',
    revoke: '吊销', revokeAsk: '吊销后，使用此密钥的程序将立即无法访问。确定吗？', revoked: '密钥已吊销', scopes: '权限', sources: '允许的来源', sourcesHint: '此密钥只能写入这些来源的事件，例如 shop 或 forum。', text: '平台和程序用密钥调用接口。', title: 'API 密钥', used: '最近使用',
  },
  audit: { act: '动作', after: '之后', before: '之前', by: '操作人', empty: '没有符合条件的记录', subject: '对象', text: '谁在什么时候做了什么，只增不改。', title: '审计' },
  cases: {
    resolution: '处理结果', about: '工单信息', close: '结案', closeText: '写下处理结果，便于以后查阅。', closedAt: '结案时间', closedNow: '工单已结案', empty: '没有符合条件的工单', emptyText: '当升级规则发现投诉、敏感词或流失风险时，工单会出现在这里。',
    kind: '类型', one: '工单', opened: '开单', reason: '原因', reopen: '重新打开', reopened: '工单已重新打开', severity: '严重程度', status: '状态', text: '升级规则交给人处理的事情。', title: '工单', trigger: '触发事件与规则',
  },
  communities: {
    howToJoin: '加入', joinPolicy: '加入方式', newVersion: '保存会发布公约的新版本，旧版本永远保留。', objective: '例如：每周活跃成员达到 900', policy: { OPEN: '申请即加入', REVIEW: '审核后加入', INVITATION: '仅限邀请' }, version: '第 {{version}} 版', zone: '时区', add: '新建社群', added: '社群已创建', charter: '社群公约', empty: '还没有社群', emptyText: '先建一个社群，再把平台的事件接进来。', nameEn: '英文名称', nameZh: '中文名称', noCharter: '还没有公约', noCharterText: '写下社群的规则；成员入群时会被请求接受。',
    noMembers: '还没有成员', noObjectives: '还没有目标', noObjectivesText: '写下一个指标和目标值，让规则和旅程有所指。', objectives: '目标', purpose: '宗旨', seeMembers: '查看成员', slug: '标识', slugHint: '小写字母、数字和连字符，例如 running-club', text: '有宗旨、公约、平台和目标的地方。', title: '社群',
  },
  deadLetters: {
    discard: '丢弃', discardAsk: '丢弃后此事件不会再被处理。确定吗？', discarded: '已丢弃', empty: '没有死信', emptyText: '处理不了的事件会带着原因停在这里，其余事件继续前进。', mend: '修正', mendAndRetry: '修正并重试', one: '事件', reason: '原因', retried: '已重新送入处理', text: '处理失败的事件：修正、重试或丢弃。', title: '死信',
  },
  discussion: { add: '发表', comments: '评论', history: '经过', say: '写一条评论…' },
  eventType: {
    member_joined: '加入社群', member_applied: '申请加入', member_left: '退出社群', member_removed: '被移出', member_muted: '被禁言', member_unmuted: '解除禁言', charter_accepted: '接受公约', points_awarded: '获得积分', badge_given: '获得徽章', level_changed: '等级变化',
    segment_entered: '进入分群', segment_left: '离开分群', case_opened: '开出工单', journey_ended: '旅程结束', message_sent: '发送消息', wake_due: '到时再看', calendar_due: '日历触发',
  },
  events: { at: '时间', caused: '由系统引发', consequences: '这件事引发了什么', data: '内容', details: '详情', empty: '还没有事件', emptyText: '用 API 密钥向 /api/v1/events 发送 CloudEvents，或在系统页打开模拟器。', noConsequences: '没有规则因它而触发。', source: '来源', text: '成员做了什么，一件件按到达顺序。', title: '事件', type: '事件类型' },
  filter: { clear: '清除筛选', community: '社群', member: '成员', segment: '分群', status: '状态' },
  form: { member: '成员编号形如 m-71', required: '请填写此项' },
  imports: {
    name: '导入名称', nameHint: '事件来源为 import:名称；同名再次导入同一文件不会改变任何东西。', whitespace: '空白分隔', accepted: '已接受', add: '导入文件', begin: '开始导入', comma: '逗号分隔', content: '原文', drop: '选择或拖入 CSV 文件', dropText: '每行变成一个事件，可断点续传，重复导入不会重复计算。', duplicates: '重复', eachLine: '每行一个成员', effects: '影响', effectsHint: '历史数据通常不应触发奖励或消息。', empty: '还没有导入', emptyText: '把历史订单、评论等 CSV 文件变成事件。',
    field: '字段', file: '文件', fixedTime: '固定日期', fixedTimeHint: '文件里没有时间时使用。', line: '行', lines: '已读行数', memberColumn: '成员所在列', memberHint: '此列的值与平台一起组成成员身份。', noRefusals: '没有被拒绝的行', noRefusalsText: '每一行都被接受了。', one: '导入', pause: '暂停', platform: '平台', progress: '进度', refusals: '被拒绝的行', refused: '已拒绝', resume: '继续', semicolon: '分号分隔', separator: '分隔符', tab: '制表符分隔', text: '把文件的每一行变成一个事件。', timeColumn: '时间所在列', title: '导入', withHeader: '首行是标题', withoutHeader: '没有标题行', dateFormat: '日期格式', dateFormatHint: '例如 yyyy-MM-dd 或 yyyyMMdd',
  },
  inbox: { all: '全部', done: '已完成', empty: '没有等待处理的待办', emptyText: '旅程需要人来决定时，待办会出现在这里。', groups: '我的小组', mine: '我的', noneDone: '还没有完成的待办', open: '待处理', text: '等待人来决定的事情。', title: '待办' },
  journeys: { average: '平均停留', now: '此刻', step: '步骤', steps: '每一步', visits: '经过次数', diagramFailed: '无法绘制此旅程图。', empty: '还没有旅程', emptyText: '把 BPMN 文件放入 bpmn/ 文件夹，旅程就会出现在这里。', ended: '已结束', incidents: '异常', name: '旅程', one: '旅程', running: '进行中', runs: '运行', text: '带着成员一步步走的流程。', title: '旅程', where: '成员此刻走到哪一步', whereHint: '圆点中的数字是停在该步骤的人数' },
  login: { enter: '登录', first: '首次启动时，管理员的初始密码打印在服务器终端上。', foot: '规则 · 旅程 · 消息 · 凭据', name: '用户名', password: '密码', promise: '让社群围炉而坐，让每个决定都说得清。', promiseText: '成员做了什么、哪条规则触发、为什么、结果如何，一目了然。', refused: '用户名或密码不正确。', text: '登录后管理您的社群。', title: '登录' },
  member: {
    act: { approve: '批准加入', mute: '禁言', readmit: '重新接纳', remove: '移出', unmute: '解除禁言' }, decided: '已记录为事件', membership: '成员资格', everyChannel: '所有渠道', badges: '徽章', consents: '授权', email: '邮箱', erase: '删除个人数据', eraseAsk: '删除此成员的个人数据？', eraseText: '姓名、联系方式和正文将被永久抹去，且不会再次创建。此操作不可撤销。', erased: '个人数据已删除', export: '导出', joined: '加入', journey: '旅程', known: '首次出现', language: '语言', ledger: '积分明细', liveSwitch: '实时刷新', noBadges: '还没有徽章',
    noCases: '没有工单', noCasesText: '此成员没有需要人处理的事情。', noEvents: '还没有事件', noEventsText: '此成员的行为一到达就会显示在这里。', noMessages: '还没有消息', noMessagesText: '发送或未发送的消息都会在这里说明原因。', noPoints: '还没有积分', noPointsText: '规则奖励的每一笔积分都会带着凭据列在这里。', noSegments: '不在任何分群中', phone: '电话', pointsNote: '可用余额', profile: '资料', timeline: '事件与决定', visitor: '访客',
  },
  members: { identities: '身份', lastSeen: '最近活跃', level: '等级', name: '成员', none: '还没有成员', noneFound: '没有符合条件的成员', noneFoundText: '换个关键词，或清除筛选条件。', noneText: '成员随第一个事件出现：接入平台、导入文件，或在系统页打开模拟器。', points: '积分', search: '姓名、编号或平台身份', segments: '分群', status: '状态', text: '社群里的人：身份、等级、积分和分群。', title: '成员' },
  menu: {
    apiKeys: 'API 密钥', audit: '审计', cases: '工单', communities: '社群', deadLetters: '死信', events: '事件', group: { community: '社群', play: '运营', run: '管理', work: '工作' }, imports: '导入', inbox: '待办', journeys: '旅程', members: '成员', messages: '消息', overview: '概览', people: '人员与小组', receipts: '凭据', rewards: '奖励', rules: '规则', segments: '分群', system: '系统状态',
  },
  messages: {
    due: '下次尝试', purpose: '用途', resend: '重新发送', resendDone: '已重新排队', resolveSent: '确认已发送', settled: '已记录', about: '消息信息', asMail: '电脑', asPhone: '手机', at: '时间', channel: '渠道', empty: '没有符合条件的消息', emptyText: '旅程或规则发出的消息会出现在这里，没发出的也会说明原因。', form: { card: '微信卡片', data: 'Webhook', html: '邮件', other: '{{name}}', short: '短消息', text: '纯文本' },
    noForms: '没有可显示的内容', noFormsText: '此消息没有生成内容，请查看右侧的原因。', one: '消息', planned: '计划', reason: '原因', sent: '发送', status: '状态', subject: '主题', template: '模板', text: '发出的和没发出的，各有原因。', title: '消息',
  },
  missing: { text: '链接可能已过期，或地址有误。', title: '找不到此页面' },
  overview: {
    decisions: '{{count}} 个决定', effectsChart: '消息、分群与工单', lastMinute: '过去一分钟', noFigures: 'Redis 不可用时没有实时曲线。', trouble: '决策暂停中', allReceipts: '全部凭据', eventsChart: '每分钟事件', eventsPerSecond: '每秒事件', eventsToday: '今日事件', lag: '积压 {{lag}}', membersActive: '活跃成员', messagesToday: '今日消息', newMembers: '新成员', openCases: '未结工单', openTasks: '待办', pointsChart: '每分钟积分', pointsToday: '今日积分', quiet: '此刻很安静', quietText: '在系统页打开模拟器，或发送一个事件，这里就会热闹起来。',
    series: { cases: '工单', events: '事件', messages: '消息', points: '积分', segments: '分群进出' }, stream: '谁做了什么 → 发生了什么，为什么', text: '社群此刻的样子。', title: '概览', today: '今天', waiting: '等待处理',
  },
  password: { again: '再输一次新密码', change: '修改密码', changed: '密码已修改', current: '当前密码', differ: '两次输入不一致', forced: '请设置新密码', forcedText: '初始密码只用一次。请设置您自己的密码后继续。', hint: '至少 12 个字符，且不含用户名', next: '新密码', title: '修改密码' },
  people: {
    absences: '缺勤与代理', add: '添加人员', addAbsence: '添加缺勤', addGroup: '添加小组', added: '人员已添加', displayName: '姓名', empty: '还没有人员', firstPassword: '初始密码', from: '从', groupName: '小组标识，如 volunteers', groups: '小组', login: '用户名', loginHint: '小写字母、数字、点和连字符', mayEnter: '允许登录', name: '姓名', noGroups: '还没有小组', noGroupsText: '小组决定待办送到谁的收件箱。', off: '停用', on: '启用', passwordOnce: '初始密码只显示这一次：', people: '人员', reset: '重置密码', resetAsk: '旧密码将立即失效，并生成一个新的初始密码。确定吗？', roles: '角色', substitute: '代理人', text: '在这里工作的人、他们的角色和小组。', title: '人员与小组', until: '至',
  },
  problem: { page: '此页面无法显示', pageText: '页面遇到了意外错误，或控制台刚刚更新。重新加载通常可以解决。', reload: '重新加载', forbidden: '没有权限', missing: '找不到', title: '出了点问题', unknown: '发生了未预期的错误。', unreachable: '连接不到服务器，请检查网络。' },
  receipts: {
    noOutcome: '没有新的变化', needed: '需要 {{value}}', byRule: '规则', empty: '没有符合条件的凭据', emptyText: '每当规则做出决定，都会在这里留下凭据。', event: '事件', happened: '发生了什么', held: '规则看到了什么', noEvent: '时间到了', nothingHeld: '此规则没有条件。', one: '凭据', oneText: '一个决定的来龙去脉。', outcomes: '结果', record: '记录', ruleFired: '触发了规则', ruleNoLonger: '不再成立的规则', noLongerHeld: '此规则的条件不再全部成立。', so: '于是', text: '每个决定的来龙去脉：哪条规则、看到了什么、结果如何。', title: '凭据', whyRule: '为什么有这条规则',
  },
  rewards: { outstanding: '未用积分', outstandingNote: '成员手中可用', all: '全部', day: '今日', empty: '还没有发放积分', emptyText: '奖励规则触发后，积分会出现在这里。', lastDay: '最近一天', leaderboard: '排行榜', month: '本月', noLeaders: '暂无排名', other: '其他', perDay: '每日积分', perReason: '按原因', period: '统计期内', reasons: '奖励原因', text: '积分发给了谁、为了什么。', title: '奖励', total: '积分合计', week: '本周', badgesAndLevels: '徽章与等级' },
  rules: { asWritten: '原文', budget: '预算', inWords: '规则内容', valid: '有效期', empty: '没有符合条件的规则', emptyText: '把规则写进 rules/ 文件夹，保存后立即生效。', file: '文件', firings: '24 小时触发', frequency: '频率', lately: '最近触发', name: '规则', never: '还没有触发过。', one: '规则', owner: '负责人', rulebook: '规则集', search: '规则名、原因或负责人', text: '谁写的、为什么、多久一次、触发了多少次。', title: '规则' },
  runs: { all: '全部', cancel: '终止运行', cancelAsk: '终止后成员不会再收到此旅程的消息。确定吗？', cancelled: '运行已终止', diagram: '{{journey}} 的当前步骤', empty: '没有符合条件的运行', emptyText: '成员进入旅程后会出现在这里。', ended: '已结束', endedAt: '结束', here: '停在这里', history: '走过的步骤', of: '{{member}} 的旅程', retried: '已重试', running: '进行中', see: '查看运行', started: '开始', state: '状态', version: '版本' },
  segments: { byHand: '由 {{name}} 手动加入或移出', noLonger: '不再符合规则', addByHand: '手动加入', change: '变化', decidedBy: '由这些规则决定', empty: '还没有分群', emptyText: '在 rules/segments 里写下谁属于哪个分群。', entered24h: '24 小时进入', history: '进出历史', left24h: '24 小时离开', name: '分群', noHistory: '还没有人进出', nobody: '分群里还没有人', nobodyText: '符合规则的成员会自动进入。', reason: '原因', since: '进入时间', size: '人数', sizeChart: '人数变化', text: '由规则决定成员归属，进出都有原因。', title: '分群', trend: '趋势' },
  shell: { account: '账户：{{name}}', language: '语言', live: '实时', liveHint: '页面可见时自动刷新', menu: '菜单', motto: '围炉 · 社群运营', offline: '已断开', redisAway: 'Redis 暂时不可用：排行榜和实时计数可能滞后，其余功能照常，不会丢失数据。', signOut: '退出登录', skip: '跳到正文', unreachable: '暂时连接不到服务器，页面显示的是最近一次的数据。正在重试…' },
  system: {
    waiting: '{{count}} 个旅程命令等待执行', hash: '版本指纹', kind: { embedded: '内置', external: '外部' }, lag: '积压', noFindings: '检查没有发现问题。', noPartitions: '没有分区', noSimulator: '此安装没有启用模拟器。', owner: '持有节点', partitions: '事件分区', position: '位置', published: '发布', refused: '最近的修改没有通过检查，仍在使用上一个发布。', release: '当前发布', releases: '最近的发布', simulator: '模拟器', simulatorText: '让示例社群活起来：加入、发帖、跑步、下单、投诉。', speed: '速度', started: '启动于', text: '存储、分区、发布与模拟器。', title: '系统状态', version: '版本',
  },
  tasks: { about: '待办信息', assignee: '处理人', claim: '认领', claimed: '已认领', complete: '完成', completed: '已完成，旅程继续前进', created: '创建', doneBy: '由 {{name}} 完成', due: '期限', form: '处理', groups: '候选小组', nobody: '无人认领', one: '待办', release: '放回收件箱', released: '已放回', title: '待办', unclaimed: '还没有人认领', unclaimedText: '认领后即可填写表单。', with: '{{name}} 正在处理' },
  term: {
    act: { created: '创建', opened: '打开', open: '打开', claimed: '认领', claim: '认领', released: '放回', release: '放回', completed: '完成', complete: '完成', commented: '评论', comment: '评论', delegated: '转交', delegate: '转交', closed: '结案', close: '结案', reopened: '重新打开', reopen: '重新打开', planned: '计划', sent: '发送', denied: '不发送', failed: '失败', delivered: '送达', cancelled: '取消', sending: '发送中', unknown: '结果未知', held: '暂缓', due: '到期', escalated: '升级', rendered: '生成' },
    auditAct: { session_opened: '登录', session_closed: '退出', password_changed: '修改密码', person_added: '添加人员', person_created: '添加人员', person_changed: '修改人员', group_added: '添加小组', api_key_created: '新建密钥', api_key_revoked: '吊销密钥', release_published: '发布内容', task_claimed: '认领待办', task_completed: '完成待办', task_released: '放回待办', case_closed: '结案', case_claimed: '认领工单', simulator_changed: '调整模拟器', member_erased: '删除个人数据', import_started: '开始导入' },
    caseStatus: { open: '待处理', claimed: '处理中', closed: '已结案', all: '全部' },
    channel: { outbox: '示例发件箱', email: '邮件', webhook: 'Webhook', wechat: '微信', wecom: '企业微信', feishu: '飞书', dingtalk: '钉钉', sms: '短信', hands: '人工转达', any: '任意渠道' },
    effects: { none: '仅记录', cases: '仅工单', all: '全部生效' },
    frequency: { each_time: '每次', once: '一次', once_a_day: '每天一次', once_a_month: '每月一次', once_a_week: '每周一次', once_a_year: '每年一次', once_per_object: '每个对象一次' },
    import: { waiting: '等待', running: '进行中', paused: '已暂停', done: '完成', completed: '完成', failed: '失败', ended: '完成' },
    language: { zh: '中文', en: '英文', zh_cn: '中文', en_us: '英文' },
    memberRole: { member: '成员', volunteer: '志愿者', administrator: '管理员', admin: '管理员', moderator: '版主', owner: '群主' },
    membership: { active: '活跃', applied: '已申请', muted: '禁言', removed: '已移出', left: '已退出', none: '访客', visitor: '访客' },
    message: { planned: '待发送', sending: '发送中', sent: '已发送', delivered: '已送达', denied: '不发送', suppressed: '不发送', skipped: '不发送', held: '暂缓', failed: '失败', unknown: '结果未知', opened: '已打开', bounced: '退回', cancelled: '已取消', waiting: '待人工转达' },
    move: { entered: '进入', enter: '进入', left: '离开', leave: '离开' },
    outcome: { awardpoints: '获得积分', award_points: '获得积分', points: '获得积分', givebadge: '获得徽章', give_badge: '获得徽章', badge: '获得徽章', setlevel: '等级变化', set_level: '等级变化', level: '等级变化', beinsegment: '属于分群', segment_left: '离开分群', be_in_segment: '属于分群', segment: '属于分群', opencase: '开出工单', open_case: '开出工单', case: '开出工单', startjourney: '开始旅程', start_journey: '开始旅程', journey: '开始旅程', sendmessage: '发送消息', send_message: '发送消息', message: '发送消息', lookagain: '稍后再看', look_again: '稍后再看', look: '稍后再看', answer: '回答' },
    purpose: { service: '服务通知', marketing: '营销', relationship: '社群关系', community: '社群', transactional: '服务通知' },
    role: { marketer: '运营', approver: '审批', operator: '运维', administrator: '管理员' },
    rulebook: { rewards: '奖励', segments: '分群', escalations: '升级', check_ins: '回访' },
    run: { running: '进行中', ended: '已结束', completed: '已完成', cancelled: '已终止', incident: '异常', failed: '失败', active: '进行中', waiting: '等待中' },
    scope: { events_write: '写入事件', read: '读取', all: '全部' },
    severity: { low: '低', medium: '中', normal: '中', high: '高', critical: '紧急' },
    store: { up: '正常', down: '不可用' },
    task: { open: '待认领', claimed: '处理中', done: '已完成', cancelled: '已取消' },
  },
};

export type Texts = typeof zh;
