// `npm run build`: builds, unless what is there is current.
import { build, isBuilt } from './builds.mjs';

if (isBuilt()) console.log('The build is current.');
else await build();
