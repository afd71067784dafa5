{
  "type": "message.onboarding.nudge",
  "member": "${member.id}",
  "community": "${community.slug}",
  "title": "${text.subject}",
  "text": "${text.card} ${link.post}"
}
