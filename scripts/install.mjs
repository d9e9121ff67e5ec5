// Installs what package-lock.json says, if that is not what node_modules has.
import './node-version.mjs';
import { endWithParent } from './child.mjs';
import { install } from './packages.mjs';
import { ROOT } from './paths.mjs';

endWithParent();
await install(ROOT);
