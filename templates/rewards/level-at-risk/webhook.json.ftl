{
  "type": "message.rewards.level-at-risk",
  "member": "${member.id}",
  "community": "${community.slug}",
  "title": "${text.subject}",
  "text": "${text.card} ${link.rewards}"
}
