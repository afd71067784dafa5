{
  "type": "message.onboarding.charter",
  "member": "${member.id}",
  "community": "${community.slug}",
  "title": "${text.subject}",
  "text": "${text.card} ${link.charter}"
}
