// What the strict Content-Security-Policy asks of htmx; loaded right behind it, before it begins.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.historyCacheSize = 0;
