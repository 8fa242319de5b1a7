import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';

export default defineConfig({
  integrations: [
    starlight({
      title: {
        en: 'The Tide Table', ar: 'جدول المد والجزر', he: 'טבלת הגאות', fa: 'جدول جزر و مد',
        'zh-CN': '潮汐表', ja: '潮汐表の読み方', ko: '조석표',
      },
      defaultLocale: 'root',
      locales: {
        root: { label: 'English', lang: 'en' },
        ar: { label: 'العربية', lang: 'ar', dir: 'rtl' },
        he: { label: 'עברית', lang: 'he', dir: 'rtl' },
        fa: { label: 'فارسی', lang: 'fa', dir: 'rtl' },
        'zh-cn': { label: '简体中文', lang: 'zh-CN' },
        ja: { label: '日本語', lang: 'ja' },
        ko: { label: '한국어', lang: 'ko' },
      },
    }),
  ],
});
