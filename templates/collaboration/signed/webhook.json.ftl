{
  "type": "message.collaboration.signed",
  "member": "${member.id}",
  "community": "${community.slug}",
  "title": "${text.subject}",
  "text": "${text.card} ${values.link}"
}
