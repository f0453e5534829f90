# Not tried where it was written: there was no Docker. `npm ci` and `npm start` were tried on Debian
# as root and as another user.
FROM node:24-bookworm-slim

# Embedded Postgres is for people without a server; compose brings one. It would refuse to run as
# root, and so should the service.
WORKDIR /app
COPY package.json package-lock.json .npmrc .puppeteerrc.cjs ./
RUN npm ci --omit=dev
COPY run.mjs ./
COPY core ./core
COPY automations ./automations
COPY bots ./bots
COPY migrations ./migrations
RUN mkdir /data && chown node:node /data

USER node
ENV HOST=0.0.0.0 PORT=8787 DATA_DIR=/data
EXPOSE 8787
VOLUME /data
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD node -e "fetch('http://127.0.0.1:8787/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
# Not through npm: it would stand between Docker's stop signal and the service.
CMD ["node", "run.mjs", "bots/main.ts"]
