<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>
  :root { color-scheme: light; }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; background: #fdf4ec; color: #3b3230; font: 16px/1.7 -apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", Helvetica, Arial, sans-serif; padding: 24px 14px 48px; }
  main { max-width: 520px; margin: 0 auto; background: #fff; border-radius: 18px; overflow: hidden; box-shadow: 0 6px 28px rgba(120, 60, 30, .08); }
  header { background: #e4572e; color: #fff; padding: 20px 26px; font-weight: 700; letter-spacing: 1px; }
  section { padding: 26px; }
  h1 { font-size: 23px; line-height: 1.4; margin: 0 0 10px; color: #2b2320; }
  p { margin: 0 0 16px; }
  .quiet { color: #8a6a5c; font-size: 14px; }
  fieldset { border: 0; padding: 0; margin: 22px 0 0; }
  legend { font-weight: 600; padding: 0; margin: 0 0 6px; }
  label { display: flex; align-items: flex-start; gap: 12px; padding: 12px 14px; border: 1px solid #f0e0d5; border-radius: 12px; margin: 0 0 10px; cursor: pointer; }
  label:focus-within { outline: 3px solid #f5b89f; }
  label b { display: block; font-weight: 600; }
  input { accent-color: #e4572e; width: 20px; height: 20px; margin: 4px 0 0; flex: none; }
  button { width: 100%; font: inherit; font-weight: 600; color: #fff; background: #e4572e; border: 0; border-radius: 999px; padding: 13px 28px; margin-top: 18px; cursor: pointer; }
  button:hover { background: #cf4a23; }
  button:focus-visible, a:focus-visible { outline: 3px solid #f5b89f; }
  .done { background: #eef7ee; color: #2f6b3a; border-radius: 12px; padding: 12px 16px; margin: 0 0 18px; }
  a { color: #c8431c; }
</style>
</head>
<body>
<main>
<header>${community}</header>
<section>
<#if done?has_content><p class="done" role="status">${done}</p></#if>
<h1>${title}</h1>
<#list paragraphs as paragraph><p>${paragraph}</p></#list>
<#if kind == "preferences">
<form method="post">
<fieldset>
<legend>${purposesLabel}</legend>
<#list purposes as purpose>
<label><input type="checkbox" name="purpose" value="${purpose.name}"<#if purpose.on> checked</#if>><span><b>${purpose.title}</b><span class="quiet">${purpose.text}</span></span></label>
</#list>
</fieldset>
<#if channels?size gt 1>
<fieldset>
<legend>${channelsLabel}</legend>
<#list channels as channel>
<label><input type="radio" name="channel" value="${channel.name}"<#if channel.on> checked</#if>><span>${channel.title}</span></label>
</#list>
</fieldset>
</#if>
<button type="submit">${button}</button>
</form>
</#if>
<#if kind == "unsubscribe">
<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button type="submit">${button}</button></form>
</#if>
<#if preferences?has_content><p class="quiet" style="margin: 18px 0 0"><a href="${preferences}">${preferencesLabel}</a></p></#if>
</section>
</main>
</body>
</html>
