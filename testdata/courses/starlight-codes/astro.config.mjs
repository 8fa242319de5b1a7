import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';
import starlightGitHubAlerts from 'starlight-github-alerts';
import relativeLinks from 'astro-rehype-relative-markdown-links';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';

// Lessons stay in the order of the argument, not of the alphabet.
export default defineConfig({
  site: 'https://codes.example.org',
  markdown: {
    remarkPlugins: [remarkMath],
    rehypePlugins: [rehypeKatex, [relativeLinks, { collectionBase: false }]],
  },
  integrations: [
    starlight({
      title: 'Messages That Survive',
      description: 'A short course on error-correcting codes.',
      defaultLocale: 'root',
      locales: { root: { label: 'English', lang: 'en' } },
      plugins: [starlightGitHubAlerts()],
      customCss: ['katex/dist/katex.min.css'],
      sidebar: [
        { label: 'Start here', slug: 'index' },
        {
          label: 'Phase 1\nNoticing that something is wrong',
          items: [
            {
              label: 'A digit that watches the others',
              collapsed: true,
              items: [
                { label: 'Brief', slug: 'lessons/error-correcting-codes/the-watching-digit/brief' },
                { label: 'Lesson', slug: 'lessons/error-correcting-codes/the-watching-digit/lesson' },
                { label: 'Summary', slug: 'lessons/error-correcting-codes/the-watching-digit/summary' },
                { label: 'Practice', slug: 'lessons/error-correcting-codes/the-watching-digit/practice' },
                { label: 'Cheatsheet', slug: 'lessons/error-correcting-codes/the-watching-digit/cheatsheet' },
                { label: 'References', slug: 'lessons/error-correcting-codes/the-watching-digit/references' },
              ],
            },
          ],
        },
        {
          label: 'Phase 2\nPutting it right',
          items: [
            {
              label: "Room between words", // the page titles say the rest
              items: [
                'lessons/error-correcting-codes/room-between-words/brief',
                'lessons/error-correcting-codes/room-between-words/lesson',
                'lessons/error-correcting-codes/room-between-words/summary',
                'lessons/error-correcting-codes/room-between-words/practice',
                { label: 'Cheatsheet', link: '/lessons/error-correcting-codes/room-between-words/cheatsheet/' },
                { label: 'References', link: '/lessons/error-correcting-codes/room-between-words/references/' },
              ],
            },
            /* The last lesson grows most often, so its pages list themselves
               by `sidebar.order`. */
            {
              label: 'Hamming\'s seven bits',
              badge: { text: 'Try it', variant: 'tip' },
              autogenerate: { directory: 'lessons/error-correcting-codes/hamming-seven-four' },
            },
          ],
        },
      ],
    }),
  ],
});
