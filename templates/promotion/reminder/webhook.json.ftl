{
  "type": "message.promotion.reminder",
  "member": "${member.id}",
  "community": "${community.slug}",
  "title": "${text.subject}",
  "text": "${text.card} ${link.promotion}"
}
