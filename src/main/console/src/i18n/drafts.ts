/** Texts of the studio: drafts on their way to a release. */
const zh = {
  title: '草稿', text: '从当前发布开始修改规则、流程和模板，检查、审批之后一次发布。', add: '新建草稿', opened: '草稿已建立', name: '标题', nameHint: '例如：发帖奖励提高到 8 分', why: '为什么要改', whyHint: '审批人和以后的同事会读到', empty: '还没有草稿', emptyText: '新建一份草稿，在当前发布之上修改任意文件；发布之前什么都不会生效。', state: '状态', changes: '改动', changedBy: '最近改动', by: '作者', all: '全部', back: '返回草稿列表',
  states: { open: '编辑中', published: '已发布', discarded: '已放弃', asked: '等待批准', approved: '已批准' },
  kinds: { added: '新增', changed: '修改', removed: '删除' },
  tabs: { files: '文件', check: '检查', impact: '影响', approval: '审批与发布' },
  behind: '发布已经前进', behindText: '在这份草稿之后又有了新的发布。先把草稿移到新发布之上，再检查和审批。', rebase: '移到新发布之上', rebased: '草稿已移到新发布之上', incoming: '新发布改了 {{count}} 个文件，将原样保留。', noConflicts: '没有冲突。', conflicts: '双方都改了下面的文件，请为每个文件选择：', mine: '用草稿的', theirs: '用新发布的', removedThere: '对方已删除',
  files: '文件', changedFiles: '已改动', otherFiles: '全部文件', search: '查找文件', newFile: '新建文件', newPath: '路径，例如 rules/rewards/welcome.dslr', badPath: '路径以 rules/、bpmn/ 或 templates/ 开头，由字母、数字、点、横线组成', create: '建立', choose: '选择一个文件', chooseText: '左边是已改动的文件和当前发布的全部文件。打开一个就能修改，改动自动保存。', nothing: '还没有改动',
  saved: '已保存', saving: '正在保存…', unsaved: '未保存', failedToSave: '没有保存成功', edit: '编辑', compare: '对比', beforeSide: '发布中的版本', afterSide: '草稿', remove: '删除文件', removeAsk: '发布后这个文件将不再存在。', restore: '撤销改动', restoreAsk: '恢复成发布中的样子？这个文件的改动会丢失。', restored: '已恢复', removed: '已从草稿中删除', isRemoved: '这份草稿删除了这个文件。', isNew: '这是新文件，发布中没有它。', binary: '这不是文本文件。', upload: '换成另一个文件', download: '下载',
  lost: '{{name}} 刚刚改了这个文件', lostText: '为避免覆盖对方的改动，你的改动还没有保存。', takeTheirs: '采用对方的', keepMine: '用我的覆盖', here: '{{name}} 也在这里', hereAt: '{{name}} 正在看 {{file}}', discard: '放弃草稿', discardAsk: '放弃后不能再修改或发布。确定吗？', discarded: '草稿已放弃', describe: '改标题和理由', closed: '这份草稿已经结束，只能查看。', readOnly: '你可以查看这份草稿，但不能修改。', table: '按单元格', rows: '只显示有差别的行',
};

const en: Texts<typeof zh> = {
  title: 'Drafts', text: 'Change rules, workflows and templates over the live release; checked and agreed to, they become one release.', add: 'New draft', opened: 'Draft opened', name: 'Title', nameHint: 'Such as: 8 points for a post', why: 'Why', whyHint: 'Whoever approves it reads this, and so do later readers', empty: 'No drafts yet', emptyText: 'Open one over the live release and change any file. Nothing takes effect before it is published.', state: 'State', changes: 'Changes', changedBy: 'Last changed', by: 'Author', all: 'All', back: 'Drafts',
  states: { open: 'in work', published: 'published', discarded: 'discarded', asked: 'waits for approval', approved: 'approved' },
  kinds: { added: 'added', changed: 'changed', removed: 'removed' },
  tabs: { files: 'Files', check: 'Check', impact: 'Impact', approval: 'Approval' },
  behind: 'The release has moved on', behindText: 'Something else was published since this draft was opened. Bring the draft over it first, then check it and ask for approval.', rebase: 'Bring it over the new release', rebased: 'The draft stands over the new release', incoming: 'The new release changed {{count}} files; they stay as they are there.', noConflicts: 'Nothing is in conflict.', conflicts: 'Both sides changed these files; choose for each of them:', mine: 'the draft’s', theirs: 'the release’s', removedThere: 'taken away there',
  files: 'Files', changedFiles: 'Changed', otherFiles: 'All files', search: 'Find a file', newFile: 'New file', newPath: 'Path, such as rules/rewards/welcome.dslr', badPath: 'A path begins with rules/, bpmn/ or templates/ and has letters, digits, dots and hyphens', create: 'Create', choose: 'Choose a file', chooseText: 'Beside are the changed files, and all files of the release. Open one to change it; changes save themselves.', nothing: 'Nothing is changed yet',
  saved: 'Saved', saving: 'Saving…', unsaved: 'Not saved yet', failedToSave: 'It could not be saved', edit: 'Edit', compare: 'Compare', beforeSide: 'As released', afterSide: 'Draft', remove: 'Remove the file', removeAsk: 'Once published, the file is gone.', restore: 'Undo the changes', restoreAsk: 'Back to how it was released? The draft’s changes of this file are lost.', restored: 'As it was released', removed: 'Taken out of the draft', isRemoved: 'This draft takes the file away.', isNew: 'A new file; the release has none of this name.', binary: 'This is not a text.', upload: 'Replace it by a file', download: 'Download',
  lost: '{{name}} has just changed this file', lostText: 'So that nothing of theirs is overwritten, your change is not saved yet.', takeTheirs: 'Take theirs', keepMine: 'Overwrite with mine', here: '{{name}} is here too', hereAt: '{{name}} looks at {{file}}', discard: 'Discard the draft', discardAsk: 'It can’t be changed or published after that. Discard it?', discarded: 'Draft discarded', describe: 'Title and reason', closed: 'This draft is over and can only be read.', readOnly: 'You may read this draft, not change it.', table: 'By cell', rows: 'Only rows that differ',
};

const releasesZh = { title: '发布', text: '每一次发布：谁、为什么、改了什么；可以一键回到任何一次。', at: '时间', by: '发布人', hash: '编号', live: '正在使用', empty: '还没有发布' };
const releasesEn: Texts<typeof releasesZh> = { title: 'Releases', text: 'Each release with who, why and what; any of them can be gone back to.', at: 'When', by: 'By', hash: 'Id', live: 'live', empty: 'Nothing was published yet' };

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

export const drafts = { zh, en };

export const releases = { zh: releasesZh, en: releasesEn };
