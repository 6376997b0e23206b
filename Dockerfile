# The bot alone, packed, as an unprivileged user: no development dependencies, no sandbox. docs/hosting.md says how to run
# it. Debian rather than Alpine: the tests run on it, and faces are drawn by a library built for its libc.

FROM node:24-trixie-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Nothing that runs needs an install script.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

FROM packages AS pack
RUN npm ci --ignore-scripts
COPY commands ./commands
COPY src ./src
RUN npm run build

FROM node:24-trixie-slim
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json package-lock.json LICENSE ./
COPY commands ./commands
COPY data/threads ./data/threads
COPY src ./src
COPY --from=pack /app/dist ./dist
# What must survive lies outside of the program, in a folder of the bot's user.
RUN install --directory --owner=node --group=node --mode=700 /data
ENV NODE_ENV=production \
    DATABASE_URL=sqlite:/data/reprise.sqlite \
    THREADS_DIR=/app/data/threads \
    HEARTBEAT_FILE=/tmp/reprise.heartbeat \
    NODE_COMPILE_CACHE=/tmp/reprise.cache
VOLUME /data
USER node
# Asks /healthz where HTTP_PORT is set, and looks at the heartbeat, which is written every 15 seconds, where it is not.
HEALTHCHECK --start-period=90s --interval=30s --timeout=5s --retries=2 \
  CMD ["node", "src/healthCheckProcess.ts"]
CMD ["node", "--max-semi-space-size=4", "--v8-pool-size=1", "--require", "./src/preflight.cjs", "src/start.ts"]
