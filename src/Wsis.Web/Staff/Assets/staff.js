// What the staff pages do beyond forms and links. Without it every page works; it is reloaded by hand then.
'use strict';
