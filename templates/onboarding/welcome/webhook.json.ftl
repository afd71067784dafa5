{
  "type": "message.onboarding.welcome",
  "member": "${member.id}",
  "community": "${community.slug}",
  "title": "${text.subject}",
  "text": "${text.hello} ${text.card}"
}
