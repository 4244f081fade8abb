# Newsdesk in a container. It has no shell scripts of its own and needs nothing compiled: `--ignore-scripts` is enough.

FROM node:24-slim AS packages
WORKDIR /newsdesk
COPY package.json package-lock.json .npmrc ./
# The packages for developing stay away, and with them the Node that `npm ci` brings to machines without one.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

FROM node:24-slim
ENV NODE_ENV=production \
    NEWSDESK_METRICS_PORT=9464
# Two folders can be written, and belong to the user `node` of the image (uid 1000): the archive, and the inbox with its files.
RUN mkdir -p /data /feeds/inbox && chown -R node:node /data /feeds
COPY --from=packages /newsdesk/node_modules /newsdesk/node_modules
COPY package.json LICENSE /newsdesk/
COPY prompts /newsdesk/prompts
COPY src /newsdesk/src
# What a new, empty volume begins with.
COPY --chown=node:node feeds/topics.yaml /feeds/
COPY --chown=node:node feeds/samples /feeds/samples
# So that `data` and `feeds`, where the settings name no others, are those of above.
WORKDIR /
USER node
VOLUME ["/data", "/feeds"]
STOPSIGNAL SIGTERM
# `/healthz` says that the process is alive. Node is what there is to ask it with.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.NEWSDESK_METRICS_PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/newsdesk/src/newsdesk.mjs"]
CMD ["start"]
