import type { ThemeConfig } from 'antd';

/** Embers, clay, oat and bark: the colours of a hearth. Charts and style sheets use the same ones. */
export const palette = {
  ember: '#b8481f',
  emberSoft: '#fbeee5',
  flame: '#e8703a',
  gold: '#c58a1c',
  sage: '#4c7a52',
  slate: '#4a6a85',
  plum: '#84476a',
  bark: '#2a1d17',
  ink: '#33261f',
  dust: '#75655a',
  line: '#ece2d8',
  oat: '#faf6f0',
  paper: '#ffffff',
};

export const series = [palette.ember, palette.gold, palette.sage, palette.slate, palette.plum, '#9a6b4f'];

export const theme: ThemeConfig = {
  cssVar: { key: 'hearth' },
  hashed: false,
  token: {
    // Whoever asks for less motion gets none, and nothing waits for its end.
    motion: typeof matchMedia === 'undefined' || !matchMedia('(prefers-reduced-motion: reduce)').matches,
    colorPrimary: palette.ember,
    // What the pointer is on stays as readable as the rest.
    colorPrimaryHover: '#a33d18',
    colorLinkHover: '#a33d18',
    colorInfo: palette.slate,
    colorSuccess: palette.sage,
    colorWarning: palette.gold,
    colorError: '#b3261e',
    colorLink: palette.ember,
    colorTextBase: palette.ink,
    colorTextSecondary: '#6b5a4f',
    colorTextTertiary: '#7d6c60',
    colorTextDescription: '#75655a',
    colorTextPlaceholder: '#76665b',
    colorBgLayout: palette.oat,
    colorBorder: '#ddd0c3',
    colorBorderSecondary: palette.line,
    borderRadius: 8,
    borderRadiusLG: 14,
    fontSize: 14,
    controlHeight: 36,
    fontFamily:
      "'Inter', -apple-system, BlinkMacSystemFont, 'Segoe UI', 'Helvetica Neue', Arial, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
    fontFamilyCode: "ui-monospace, 'SF Mono', 'JetBrains Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace",
    wireframe: false,
  },
  components: {
    Table: { headerBg: 'transparent', headerColor: '#75655a', rowHoverBg: '#fdf8f3', cellPaddingBlock: 12, headerSplitColor: 'transparent', borderColor: palette.line },
    Card: { headerFontSize: 15, bodyPadding: 20, headerHeight: 52 },
    Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
    Tabs: { horizontalMargin: '0 0 16px 0', titleFontSize: 14 },
    Menu: {
      darkItemBg: 'transparent',
      darkSubMenuItemBg: 'transparent',
      darkItemSelectedBg: '#59311f',
      darkItemSelectedColor: '#ffe3cf',
      darkItemColor: '#d6c6ba',
      darkItemHoverBg: '#3d2c24',
      darkGroupTitleColor: '#a48f81',
      itemHeight: 33,
      itemBorderRadius: 8,
      itemMarginInline: 10,
      itemMarginBlock: 1,
    },
    Segmented: { trackBg: '#f1e8de', itemSelectedColor: palette.ember },
    Progress: { defaultColor: palette.ember },
    Tag: { defaultBg: '#f6efe7' },
  },
};
