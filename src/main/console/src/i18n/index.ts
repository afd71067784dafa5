import { useCallback } from 'react';
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Text } from '../api/types';
import { en } from './en';
import { zh } from './zh';

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];
const remembered = 'hearth.language';

/** Chosen before, else the browser's, else Chinese. */
export function firstLanguage(stored: string | null, browser: readonly string[]): Language {
  if (stored === 'zh' || stored === 'en') return stored;
  for (const tag of browser) {
    if (tag.toLowerCase().startsWith('zh')) return 'zh';
    if (tag.toLowerCase().startsWith('en')) return 'en';
  }
  return 'zh';
}

function stored(): string | null {
  try {
    return localStorage.getItem(remembered);
  } catch {
    return null;
  }
}

export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { zh: { translation: zh }, en: { translation: en } },
    lng: firstLanguage(stored(), navigator.languages),
    fallbackLng: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

export async function speak(language: Language): Promise<void> {
  try {
    localStorage.setItem(remembered, language);
  } catch {
    // A browser that keeps nothing still changes the language for now.
  }
  await i18next.changeLanguage(language);
}

export async function antdLocale(language: string) {
  return language === 'zh' ? (await import('antd/locale/zh_CN')).default : (await import('antd/locale/en_US')).default;
}

/** Reads a text that the server gives in several languages. */
export function pick(text: Text | string | null | undefined, language: string): string {
  if (text === null || text === undefined) return '';
  if (typeof text === 'string') return half(text, language);
  return text[language] ?? text.zh ?? text.en ?? Object.values(text)[0] ?? '';
}

/** Diagrams have one name for each thing, which may hold both languages: "发送欢迎 Send welcome". */
function half(text: string, language: string): string {
  const both = /^(\P{ASCII}[^A-Za-z]*) ([A-Za-z].*)$/u.exec(text);
  return both ? both[language === 'zh' ? 1 : 2]! : text;
}

export function useText() {
  const { i18n } = useTranslation();
  return useCallback((text: Text | string | null | undefined) => pick(text, i18n.language), [i18n.language]);
}
