{
  "type": "message.promotion.offer",
  "member": "${member.id}",
  "community": "${community.slug}",
  "title": "${text.subject}",
  "text": "${text.card} ${link.promotion}"
}
