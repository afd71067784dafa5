/** Texts of comparisons, and of what people say about them. */
const zh = {
  views: { text: '按行', table: '按单元格', diagram: '流程图', picture: '画面' },
  same: '没有差别。', folded: '展开相同的 {{count}} 行', commentAt: '评论第 {{line}} 行', commentHint: '点一行就能评论。', old: '原第 {{line}} 行', removedLine: '删除', addedLine: '新增', changedLine: '修改', legend: { added: '新增', removed: '删除', changed: '修改' },
  remarks: '评论', say: '写下意见', send: '发表', answer: '回复', settle: '已解决', reopen: '重新打开', settledBy: '{{name}} 标为已解决', settledCount: '已解决的 {{count}} 条', gone: '所在的行已改动：', whole: '关于整个文件', unsettled: '{{count}} 条评论未解决', atLine: '第 {{line}} 行', atElement: '步骤“{{name}}”', cancel: '取消', none: '还没有评论。',
  diagram: { old: '发布中的版本', now: '草稿', broken: '这个版本画不出来，请按行对比。', list: '改了什么', moved: '另有 {{count}} 个步骤只是换了位置。', choose: '点图上的一步，查看它的改动或写评论。', noChange: '这一步没有改动。', added: '新增的步骤', removed: '删除的步骤', nothing: '空' },
  types: { startEvent: '开始', endEvent: '结束', intermediateCatchEvent: '等待', intermediateThrowEvent: '事件', boundaryEvent: '超时分支', serviceTask: '步骤', userTask: '请人处理', receiveTask: '等待', exclusiveGateway: '二选一', parallelGateway: '同时进行', inclusiveGateway: '分支', eventBasedGateway: '等哪件事先发生', sequenceFlow: '连线', process: '旅程', callActivity: '调用旅程', subProcess: '子流程', textAnnotation: '备注', association: '备注连线', message: '消息', signal: '信号', error: '错误', participant: '参与者', collaboration: '图', lane: '泳道', task: '步骤', other: '元素' },
  fields: { name: '名称', type: '种类', documentation: '说明', topic: '步骤做什么', groups: '由哪些小组处理', due: '期限', keep: '历史保留', timer: '时间', condition: '条件', otherwise: '其他情况走这里', from: '从哪里来', to: '到哪里去', attached: '附在哪一步', interrupting: '到时取消这一步', form: '表单字段“{{of}}”', variable: '变量“{{of}}”', property: '{{of}}', raw: '{{of}}' },
  pictures: { template: '模板', none: '这个版本里没有这个模板。', failed: '画不出来：{{why}}', same: '这里看起来没有变化；试试别的语言、渠道或成员。', differs: '看起来不一样了' },
};

const en: Texts<typeof zh> = {
  views: { text: 'By line', table: 'By cell', diagram: 'Diagram', picture: 'Picture' },
  same: 'Nothing differs.', folded: 'Show {{count}} lines that are the same', commentAt: 'Comment on line {{line}}', commentHint: 'Click a line to comment on it.', old: 'Line {{line}} before', removedLine: 'removed', addedLine: 'added', changedLine: 'changed', legend: { added: 'added', removed: 'removed', changed: 'changed' },
  remarks: 'Comments', say: 'Say something', send: 'Send', answer: 'Answer', settle: 'Settled', reopen: 'Open again', settledBy: 'settled by {{name}}', settledCount: '{{count}} settled', gone: 'Its line was changed since:', whole: 'About the whole file', unsettled: 'Open comments: {{count}}', atLine: 'line {{line}}', atElement: 'step “{{name}}”', cancel: 'Cancel', none: 'No comments yet.',
  diagram: { old: 'As released', now: 'Draft', broken: 'This version can’t be drawn; compare it by line.', list: 'What changed', moved: '{{count}} more steps only moved.', choose: 'Click a step to see what changed in it, or to comment on it.', noChange: 'Nothing changed in this step.', added: 'A new step', removed: 'This step is taken away', nothing: 'nothing' },
  types: { startEvent: 'start', endEvent: 'end', intermediateCatchEvent: 'wait', intermediateThrowEvent: 'event', boundaryEvent: 'way out', serviceTask: 'step', userTask: 'work for people', receiveTask: 'wait', exclusiveGateway: 'one of several ways', parallelGateway: 'at the same time', inclusiveGateway: 'ways', eventBasedGateway: 'whatever happens first', sequenceFlow: 'arrow', process: 'journey', callActivity: 'another journey', subProcess: 'part', textAnnotation: 'note', association: 'line to a note', message: 'message', signal: 'signal', error: 'error', participant: 'participant', collaboration: 'diagram', lane: 'lane', task: 'step', other: 'element' },
  fields: { name: 'Name', type: 'Kind', documentation: 'Description', topic: 'What it does', groups: 'Groups', due: 'Due', keep: 'History kept for', timer: 'Time', condition: 'Condition', otherwise: 'Way for all other cases', from: 'Comes from', to: 'Leads to', attached: 'Belongs to step', interrupting: 'Ends the step', form: 'Form field “{{of}}”', variable: 'Variable “{{of}}”', property: '{{of}}', raw: '{{of}}' },
  pictures: { template: 'Template', none: 'There is no such template in this version.', failed: 'Can’t be shown: {{why}}', same: 'Looks the same here; try another language, channel or member.', differs: 'looks different' },
};

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

export const compare = { zh, en };
