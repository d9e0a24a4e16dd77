import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { routes, type PageRoute } from './routes.ts';
import { Shell } from './shell.tsx';
import { Broken } from './ui/broken.tsx';
import { NotForYou } from './ui/not-for-you.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotForYou });

const routeOf = ({ path, load }: PageRoute) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(async () => ({ default: await load() })),
  });

/** Filters stand in the address as they are typed: `?light=RED&track=50`. */
export const router = createRouter({
  routeTree: root.addChildren(routes.map(routeOf)),
  defaultPreload: 'intent',
  defaultErrorComponent: Broken,
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
    const text = new URLSearchParams(given as [string, string][]).toString();
    return text && `?${text}`;
  },
});
