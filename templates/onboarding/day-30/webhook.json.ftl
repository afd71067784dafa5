{
  "type": "message.onboarding.day-30",
  "member": "${member.id}",
  "community": "${community.slug}",
  "title": "${text.subject}",
  "text": "${text.card} ${link.volunteer}"
}
