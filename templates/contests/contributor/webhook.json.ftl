{
  "type": "message.contests.contributor",
  "member": "${member.id}",
  "community": "${community.slug}",
  "title": "${text.subject}",
  "text": "${text.card} ${link.rewards}"
}
