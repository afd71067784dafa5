{
  "type": "message.promotion.warm-up",
  "member": "${member.id}",
  "community": "${community.slug}",
  "title": "${text.subject}",
  "text": "${text.card} ${link.promotion}"
}
