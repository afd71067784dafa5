{
  "type": "message.onboarding.greeting",
  "member": "${member.id}",
  "community": "${community.slug}",
  "title": "${text.subject}",
  "text": "${text.card}"
}
