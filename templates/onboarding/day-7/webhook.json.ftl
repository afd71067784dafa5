{
  "type": "message.onboarding.day-7",
  "member": "${member.id}",
  "community": "${community.slug}",
  "title": "${text.subject}",
  "text": "${text.card} ${link.runs}"
}
