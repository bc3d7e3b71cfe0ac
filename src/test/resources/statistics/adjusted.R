# Makes adjusted_input.csv (invented people) and adjusted.csv (what R gives for them):
#   Rscript adjusted.R FOLDER
# Base R, survival, MatchIt and cmprsk; printed to 12 digits.
suppressPackageStartupMessages({library(survival); library(MatchIt); library(cmprsk)})
folder <- commandArgs(TRUE)[1]
options(digits = 15)

# --- invented people: whoever is older and has fewer priors is likelier to be in the programme
people <- function(set, n, seed, rare = FALSE) {
  set.seed(seed)
  age <- round(runif(n, 20, 60), 1)
  priors <- rpois(n, 6)
  female <- rbinom(n, 1, 0.2)
  kind <- sample(c("violent", "sexual", "other"), n, TRUE, c(0.5, 0.2, 0.3))
  z <- rbinom(n, 1, plogis(-0.4 + 0.04 * (age - 40) - 0.12 * (priors - 6) + 0.4 * (kind == "sexual")))
  y <- rbinom(n, 1, plogis(-0.6 - 0.03 * (age - 40) + 0.1 * (priors - 6) - 0.5 * z))
  if (rare) y[female == 1] <- 0
  time <- ceiling(rexp(n, exp(-3.2 - 0.02 * (age - 40) + 0.06 * (priors - 6) - 0.3 * z)))
  cause <- ifelse(runif(n) < 0.12, 2, 1)
  end <- sample(18:30, n, TRUE)
  status <- ifelse(time <= end, cause, 0)
  data.frame(set = set, id = sprintf("P%03d", seq_len(n)), z, age, priors, female,
             sexual = as.integer(kind == "sexual"), other = as.integer(kind == "other"),
             y, time = pmin(time, end), status)
}
# --- few values of everything, so that scores and times are tied, somebody far from all others, and groups that hardly overlap
awkward <- people("awkward", 160, 5)
set.seed(11)
awkward$age <- c(25, 40, 60)[findInterval(awkward$age, c(35, 50)) + 1]
awkward$priors <- awkward$priors %% 4
awkward$z <- rbinom(160, 1, plogis(-0.2 + 0.09 * (awkward$age - 40) + 0.8 * awkward$sexual))
awkward$priors[which(awkward$z == 0)[1]] <- 90
awkward$time <- ceiling(awkward$time / 9) * 9
awkward$status[awkward$time > 18] <- 0
# --- a level that one person alone has
single <- people("single", 120, 17)
single$sexual <- 0
single$other <- as.integer(seq_len(120) == which(single$z == 1)[1])
all <- rbind(people("many", 400, 1), people("some", 150, 7), people("separated", 90, 3, TRUE), awkward, single)
write.csv(all, file.path(folder, "adjusted_input.csv"), row.names = FALSE, quote = FALSE)

out <- list()
put <- function(set, method, name, value) {
  out[[length(out) + 1]] <<- data.frame(set, method, name, value = formatC(value, digits = 12, format = "g", width = 1))
}

# --- logistic regression; profile limits where the deviance is 3.84... above its least
logistic <- function(set, d) {
  f <- y ~ z + age + priors + female + sexual + other
  fit <- glm(f, binomial, d, control = list(epsilon = 1e-14, maxit = 50))
  for (k in names(coef(fit))[-1]) {
    b <- coef(fit)[[k]]; se <- sqrt(vcov(fit)[k, k])
    x <- model.matrix(fit); rest <- x[, colnames(x) != k]
    rise <- function(at) glm.fit(rest, d$y, offset = at * x[, k], family = binomial(),
                                 control = list(epsilon = 1e-14, maxit = 50))$deviance - deviance(fit) - qchisq(0.95, 1)
    put(set, "logistic", paste0(k, ".coefficient"), b)
    put(set, "logistic", paste0(k, ".error"), se)
    put(set, "logistic", paste0(k, ".p"), summary(fit)$coefficients[k, 4])
    put(set, "logistic", paste0(k, ".profile.lower"), uniroot(rise, c(b - 8 * se, b), tol = 1e-11)$root)
    put(set, "logistic", paste0(k, ".profile.upper"), uniroot(rise, c(b, b + 8 * se), tol = 1e-11)$root)
  }
  # standardised risks, and the delta method with the gradient by central differences
  x1 <- x0 <- model.matrix(fit); x1[, "z"] <- 1; x0[, "z"] <- 0
  rd <- function(b) mean(plogis(x1 %*% b)) - mean(plogis(x0 %*% b))
  b <- coef(fit); h <- 1e-5
  g <- sapply(seq_along(b), function(j) { e <- replace(numeric(length(b)), j, h); (rd(b + e) - rd(b - e)) / (2 * h) })
  put(set, "logistic", "risk.difference", rd(b))
  put(set, "logistic", "risk.difference.error", sqrt(drop(t(g) %*% vcov(fit) %*% g)))
}

# --- Firth's penalised likelihood, maximised without its score
firth <- function(set, d) {
  columns <- Filter(function(k) var(d[[k]]) > 0, c("z", "age", "priors", "female", "sexual", "other"))
  all <- length(columns) + 1
  x <- cbind(1, scale(as.matrix(d[, columns])))
  spread <- attr(scale(as.matrix(d[, columns])), "scaled:scale")
  loglik <- function(b) {
    p <- plogis(drop(x %*% b))
    sum(dbinom(d$y, 1, p, log = TRUE)) + 0.5 * determinant(t(x) %*% (x * (p * (1 - p))))$modulus[1]
  }
  best <- function(fixed = NULL, at = 0, start = numeric(all)) {
    free <- setdiff(1:all, fixed)
    full <- function(b) { v <- numeric(all); v[free] <- b; v[fixed] <- at; v }
    s <- start[free]
    for (i in 1:4) {
      r <- optim(s, function(b) -loglik(full(b)), method = "BFGS", control = list(reltol = 1e-16, maxit = 1000, ndeps = rep(1e-5, length(s))))
      s <- r$par
    }
    list(b = full(r$par), value = -r$value)
  }
  top <- best()
  for (k in c("z", "female")) {
    j <- which(columns == k) + 1
    rise <- function(at) 2 * (top$value - best(j, at, top$b)$value) - qchisq(0.95, 1)
    put(set, "firth", paste0(k, ".coefficient"), top$b[j] / spread[[k]])
    put(set, "firth", paste0(k, ".lower"), uniroot(rise, c(top$b[j] - 6, top$b[j]), tol = 1e-9)$root / spread[[k]])
    put(set, "firth", paste0(k, ".upper"), uniroot(rise, c(top$b[j], top$b[j] + 6), tol = 1e-9)$root / spread[[k]])
    put(set, "firth", paste0(k, ".p"), pchisq(2 * (top$value - best(j, 0, top$b)$value), 1, lower.tail = FALSE))
  }
}

# --- Cox regression with Efron's ties
cox <- function(set, d, method, event) {
  fit <- coxph(Surv(time, event) ~ z + age + priors + female + sexual + other, d, ties = "efron",
               control = coxph.control(eps = 1e-12, toler.chol = 1e-13, iter.max = 50))
  for (k in names(coef(fit))) {
    put(set, method, paste0(k, ".coefficient"), coef(fit)[[k]])
    put(set, method, paste0(k, ".error"), sqrt(vcov(fit)[k, k]))
    put(set, method, paste0(k, ".p"), summary(fit)$coefficients[k, 5])
  }
  zph <- cox.zph(fit)$table
  put(set, method, "z.zph", zph["z", "p"])
  put(set, method, "global.zph", zph["GLOBAL", "p"])
}

# --- nearest neighbours and all within a caliper, on the logit of the propensity score
matching <- function(set, d) {
  f <- z ~ age + priors + female + sexual + other
  score <- predict(glm(f, binomial, d, control = list(epsilon = 1e-14, maxit = 50)))
  width <- 0.2 * sd(score)
  put(set, "matching", "caliper", width)
  # MatchIt is given the distances, the treated from the largest score down: given scores alone 4.5.1 passes over nearer ones
  d <- d[order(d$z == 0, -score), ]; score <- score[order(all$z[all$set == set] == 0, -score)]
  apart <- abs(outer(score, score, "-")); dimnames(apart) <- list(rownames(d), rownames(d))
  for (again in c(FALSE, TRUE)) {
    m <- matchit(f, d, method = "nearest", distance = apart, caliper = width, std.caliper = FALSE, replace = again,
                 m.order = "data")
    name <- if (again) "replacement" else "nearest"
    pairs <- m$match.matrix[!is.na(m$match.matrix[, 1]), , drop = FALSE]
    number <- function(row) as.integer(substr(d[row, "id"], 2, 4))
    put(set, name, "pairs", sum(number(rownames(pairs)) * number(pairs[, 1])))
    put(set, name, "matched", sum(m$weights[d$z == 1] > 0))
    put(set, name, "used", sum(m$weights[d$z == 0] > 0))
    w <- m$weights
    diff <- mean(d$y[d$z == 1 & w > 0]) - weighted.mean(d$y[d$z == 0], w[d$z == 0])
    put(set, name, "difference", diff)
    for (k in c("age", "priors", "female", "sexual", "other")) {
      v <- function(x) if (all(x %in% 0:1)) mean(x) * (1 - mean(x)) else var(x)
      s <- sqrt((v(d[d$z == 1, k]) + v(d[d$z == 0, k])) / 2)
      put(set, name, paste0(k, ".before"), (mean(d[d$z == 1, k]) - mean(d[d$z == 0, k])) / s)
      put(set, name, paste0(k, ".after"),
          (weighted.mean(d[d$z == 1, k], w[d$z == 1]) - weighted.mean(d[d$z == 0, k], w[d$z == 0])) / s)
    }
    fit <- lm(y ~ z, d[w > 0, ], weights = w[w > 0])
    put(set, name, "error", if (again) sqrt(sandwich::vcovHC(fit, type = "HC1")[2, 2])
        else sqrt(sandwich::vcovCL(fit, cluster = m$subclass[w > 0], type = "HC0")[2, 2]))
  }
  # every one of the reference within the caliper, each treated person's sharing one weight
  w <- numeric(nrow(d))
  for (i in which(d$z == 1)) {
    near <- which(d$z == 0 & abs(score - score[i]) <= width)
    if (length(near) > 0) { w[i] <- 1; w[near] <- w[near] + 1 / length(near) }
  }
  fit <- lm(y ~ z, d[w > 0, ], weights = w[w > 0])
  put(set, "radius", "matched", sum(w[d$z == 1] > 0))
  put(set, "radius", "difference", coef(fit)[[2]])
  put(set, "radius", "error", sqrt(sandwich::vcovHC(fit, type = "HC1")[2, 2]))
}

# --- weighting to the treated: all estimating equations stacked, their derivative by central differences
weighting <- function(set, d) {
  x <- model.matrix(~ age + priors + female + sexual + other, d)
  b <- glm.fit(x, d$z, family = binomial(), control = list(epsilon = 1e-14, maxit = 50))$coefficients
  e <- plogis(drop(x %*% b)); w <- ifelse(d$z == 1, 1, e / (1 - e))
  m1 <- mean(d$y[d$z == 1]); m0 <- weighted.mean(d$y[d$z == 0], w[d$z == 0])
  theta <- c(b, m1, m0); k <- ncol(x)
  psi <- function(t) {
    e <- plogis(drop(x %*% t[1:k]))
    cbind(x * (d$z - e), d$z * (d$y - t[k + 1]), (1 - d$z) * e / (1 - e) * (d$y - t[k + 2]))
  }
  a <- sapply(seq_along(theta), function(j) {
    h <- replace(numeric(k + 2), j, 1e-6 * max(1, abs(theta[j])))
    (colSums(psi(theta + h)) - colSums(psi(theta - h))) / (2 * sum(h))
  })
  v <- solve(a) %*% crossprod(psi(theta)) %*% t(solve(a))
  put(set, "weighting", "difference", m1 - m0)
  put(set, "weighting", "error", sqrt(v[k + 1, k + 1] + v[k + 2, k + 2] - 2 * v[k + 1, k + 2]))
  w0 <- w[d$z == 0]
  put(set, "weighting", "effective", sum(w0)^2 / sum(w0^2))
}

# --- cumulative incidence where something else ends the time
incidence <- function(set, d) {
  for (g in 0:1) {
    s <- d[d$z == g, ]
    curves <- survfit(Surv(time, factor(status)) ~ 1, s)
    at <- summary(curves, times = c(6, 12, 18))
    stopifnot(all.equal(unname(at$pstate[, 2]), unname(timepoints(cuminc(s$time, s$status), c(6, 12, 18))$est[1, ])))
    for (t in 1:3) {
      put(set, "incidence", paste0("z", g, ".", c(6, 12, 18)[t]), at$pstate[t, 2])
      put(set, "incidence", paste0("z", g, ".", c(6, 12, 18)[t], ".variance"), at$std.err[t, 2]^2)
    }
  }
}
for (set in c("many", "some", "awkward")) {
  d <- all[all$set == set, ]
  logistic(set, d)
  cox(set, d, "cox", d$status == 1)
  cox(set, d, "cox.competing", d$status == 2)
  matching(set, d)
  weighting(set, d)
  incidence(set, d)
}
firth("separated", all[all$set == "separated", ])
firth("some", all[all$set == "some", ])
firth("single", all[all$set == "single", ])
write.csv(do.call(rbind, out), file.path(folder, "adjusted.csv"), row.names = FALSE, quote = FALSE)
